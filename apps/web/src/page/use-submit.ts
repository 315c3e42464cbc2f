import { useState, type FormEvent } from "react";
import { explain, waitAfter } from "../api/explain.ts";
import { ApiError } from "../api/request.ts";
import { currentWords, t, type MessageKey } from "../i18n/language.ts";
import { fieldName, fieldSentence } from "../ui/field-words.ts";

/** For a code of the server, the sentence that says it best on this form. */
export type Sentences = Readonly<Partial<Record<string, MessageKey>>>;

/** For a code of the server that is about one field, the name of that field. */
export type FieldCodes = Readonly<Partial<Record<string, string>>>;

export type Submit = {
  readonly busy: boolean;
  /** What went wrong as a whole; null while nothing did. */
  readonly failure: string | null;
  /** What is wrong with a field, by its name. */
  readonly errors: Readonly<Record<string, string>>;
  readonly submit: (event: FormEvent | null, run: () => Promise<unknown>) => void;
  readonly clear: () => void;
};

/** Runs what a form asks of the server, and tells what went wrong where it belongs. */
export function useSubmit(sentences: Sentences = {}, fieldCodes: FieldCodes = {}): Submit {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const clear = () => {
    setFailure(null);
    setErrors({});
  };
  const submit: Submit["submit"] = (event, run) => {
    event?.preventDefault();
    if (busy) return;
    setBusy(true);
    clear();
    run()
      .catch((cause: unknown) => {
        const fields = { ...fieldErrors(cause), ...errorByCode(cause, sentences, fieldCodes) };
        setErrors(fields);
        if (Object.keys(fields).length === 0) setFailure(sentenceFor(cause, sentences));
      })
      .finally(() => setBusy(false));
  };
  return { busy, failure, errors, submit, clear };
}

/** The sentence for a failure: the form's own, else the general one. */
function sentenceFor(cause: unknown, sentences: Sentences = {}): string {
  const code = cause instanceof ApiError ? cause.problem?.code : undefined;
  const own = code === undefined ? undefined : sentences[code];
  return own === undefined ? explain(cause) : t(own, { when: waitAfter(cause) });
}

/** The sentence at its field, where the code as a whole is about one. */
function errorByCode(cause: unknown, sentences: Sentences, fieldCodes: FieldCodes): Record<string, string> {
  const code = cause instanceof ApiError ? cause.problem?.code : undefined;
  const field = code === undefined ? undefined : fieldCodes[code];
  return field === undefined ? {} : { [field]: sentenceFor(cause, sentences) };
}

/** By the last part of the field's path, in the reader's language where we have words for it. */
function fieldErrors(cause: unknown): Record<string, string> {
  const errors = cause instanceof ApiError ? (cause.problem?.errors ?? []) : [];
  return Object.fromEntries(
    errors.map(({ path, message }) => {
      return [fieldName(path), fieldSentence(currentWords(), path) ?? message];
    }),
  );
}
