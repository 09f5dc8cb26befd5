/** AUC, balanced accuracy or R² of a column that determines the target: it is left out. */
export const determined = 0.999;
/** Of a column that is so strong that its owner should know: it stays in. */
export const strong = 0.98;
/** What a pair of columns may leave untold of the target: the share of its spread. */
export const leftByPair = 0.001;
/** A pair is more than its columns where it leaves so small a part of what either of them leaves. */
export const partOfOne = 0.02;
/** More quantities are not paired with each other. */
export const mostPaired = 500;
/** Of whether a column is filled in: what is left out for it, and what its owner should know. */
export const filledIn = 0.95;
/** What a column must tell for a doubtful name to count. */
export const telling = { auc: 0.7, share: 0.2 } as const;
