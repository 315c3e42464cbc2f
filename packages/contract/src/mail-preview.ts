import { z } from "zod";
import { ladder } from "./lifecycle.ts";
import { language } from "./wire.ts";

export const previewMail = z
  .object({
    ladder,
    ticket: z.number().int().positive(),
    /** Which rung of the ticket's plan, counted from nought. */
    rung: z.number().int().min(0).max(50),
    language,
  })
  .strict();
export type PreviewMail = z.infer<typeof previewMail>;

export const mailPreview = z.object({ subject: z.string(), text: z.string(), html: z.string() });
export type MailPreview = z.infer<typeof mailPreview>;
