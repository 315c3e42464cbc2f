/** A mailbox as mail needs it: where its mail arrives and how we sign and speak there. */
export type MailMailbox = {
  readonly id: number;
  readonly name: string;
  /** Lower-cased; null: takes mail to every address that no other mailbox has. */
  readonly address: string | null;
  readonly departmentId: number;
  readonly language: string;
  readonly signature: string;
  readonly plusAddressing: boolean;
};
