/** Addresses of nobody: names that are reserved for examples, and those of machines. */
const nobody = /@(?:[\w.-]+\.)?(?:example|test|invalid|localhost)\b|^(?:git|noreply|no-reply|info|support)@/i;
const email = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[a-z]{2,12}\b/gi;
const phone =
  /(?:^|[^\w.])(?:\+\d{1,3}[ .-]?(?:\(0?\)[ .-]?)?\(?\d{2,4}\)?(?:[ .-]?\d{2,4}){2,3}|\(\d{3}\) ?\d{3}-\d{4}|0\d{2,4}[ /]\d{5,8})(?!\w)/g;

/** How many mail addresses and telephone numbers a text holds; of no address that stands for an example. */
export function personalIn(text: string): { readonly addresses: number; readonly numbers: number } {
  const addresses = (text.match(email) ?? []).filter((one) => !nobody.test(one));
  return { addresses: addresses.length, numbers: text.match(phone)?.length ?? 0 };
}
