import type { FastifyInstance, LightMyRequestResponse } from "fastify";

/** A browser without a screen: keeps cookies, says where its forms come from, follows nothing by itself. */
export type CustomerBrowser = {
  readonly cookies: Map<string, string>;
  readonly get: (path: string, headers?: Headers) => Promise<LightMyRequestResponse>;
  readonly post: (path: string, form?: Form, headers?: Headers) => Promise<LightMyRequestResponse>;
  /** A form with files, as browsers write it (RFC 7578). */
  readonly upload: (path: string, form: Form, files: readonly Upload[]) => Promise<LightMyRequestResponse>;
};
export type Upload = { readonly name: string; readonly type: string; readonly bytes: Buffer };
type Form = Readonly<Record<string, string>>;
type Headers = Readonly<Record<string, string>>;

const ownOrigin = { host: "localhost", origin: "http://localhost", "sec-fetch-site": "same-origin" };

export function customerBrowser(app: FastifyInstance, remoteAddress = "192.0.2.1"): CustomerBrowser {
  const cookies = new Map<string, string>();
  const keep = (answer: LightMyRequestResponse): LightMyRequestResponse => {
    for (const { name, value, maxAge } of answer.cookies) {
      if (maxAge === 0) cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  };
  const cookieHeader = () => ({ cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") });
  const send = async (path: string, type: string, payload: string | Buffer, headers: Headers) =>
    keep(
      await app.inject({
        method: "POST",
        url: path,
        remoteAddress,
        headers: { "content-type": type, ...ownOrigin, ...cookieHeader(), ...headers },
        payload,
      }),
    );
  return {
    cookies,
    get: async (path, headers = {}) =>
      keep(
        await app.inject({
          method: "GET",
          url: path,
          remoteAddress,
          headers: { host: "localhost", ...cookieHeader(), ...headers },
        }),
      ),
    post: async (path, form = {}, headers = {}) =>
      send(path, "application/x-www-form-urlencoded", new URLSearchParams(form).toString(), headers),
    upload: async (path, form, files) => {
      const boundary = "----kvit-boundary";
      const fields = Object.entries(form).map(([name, value]) =>
        Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
      );
      const parts = files.map(({ name, type, bytes }) =>
        Buffer.concat([
          Buffer.from(
            `--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`,
          ),
          bytes,
          Buffer.from("\r\n"),
        ]),
      );
      const body = Buffer.concat([...fields, ...parts, Buffer.from(`--${boundary}--\r\n`)]);
      return send(path, `multipart/form-data; boundary=${boundary}`, body, {});
    },
  };
}

/** The value of a hidden field. */
export function hiddenField(page: string, name: string): string {
  return new RegExp(`name="${name}"\\s+value="([^"]*)"`).exec(page)?.[1] ?? "";
}
