/** The part of plop's API that we use; structural, so that our types need no plop at the user's. */
export interface PlopApi {
  getDestBasePath(): string;
  setActionType(name: string, action: (data: object, action: never) => Promise<string>): unknown;
  setGenerator(
    name: string,
    config: {
      description: string;
      prompts: PlopPrompt[];
      actions: (data: Readonly<Record<string, unknown>>) => PlopAction[];
    },
  ): unknown;
}

export interface PlopPrompt {
  readonly type: 'input' | 'list' | 'checkbox' | 'confirm';
  readonly name: string;
  readonly message: string;
  readonly default?: unknown;
  readonly choices?: readonly { readonly name: string; readonly value: string; readonly checked?: boolean }[];
}

export interface PlopAction {
  readonly type: string;
  /** Whether plop leaves the actions after it undone where it fails. */
  readonly abortOnFail: boolean;
}
