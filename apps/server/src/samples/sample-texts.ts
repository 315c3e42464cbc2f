/** The twelve, in the order in which they came. */
export const sampleKeys = [
  "repair",
  "printer",
  "login",
  "invoice",
  "parcel",
  "moving",
  "stock",
  "prize",
  "test",
  "welcome",
  "charged",
  "hours",
] as const;
export type SampleKey = (typeof sampleKeys)[number];

/** Who writes. `guide` is us, showing the way. */
export const sampleRoles = ["guide", "ana", "jan", "eva", "petra", "marko", "stranger"] as const;
export type SampleRole = (typeof sampleRoles)[number];

/** What is said in one ticket, by the steps that its story has. */
export type Words = {
  readonly subject: string;
  readonly opening: string;
  /** By us. */
  readonly answer: string;
  /** By the customer, after our answer. */
  readonly reply: string;
  readonly note: string;
  /** By the customer's machine. */
  readonly absence: string;
};
type Opening = Pick<Words, "subject" | "opening">;

export type SampleTexts = {
  readonly people: Readonly<Record<SampleRole, string>>;
  readonly tickets: {
    readonly repair: Opening & Pick<Words, "answer">;
    readonly printer: Opening & Pick<Words, "answer" | "reply" | "note">;
    readonly login: Opening & Pick<Words, "answer">;
    readonly invoice: Opening & Pick<Words, "answer">;
    readonly parcel: Opening & Pick<Words, "answer" | "reply">;
    readonly moving: Opening & Pick<Words, "answer" | "absence">;
    readonly stock: Opening & Pick<Words, "note">;
    readonly prize: Opening;
    readonly test: Opening;
    readonly welcome: Opening;
    readonly charged: Opening;
    readonly hours: Opening;
  };
};
