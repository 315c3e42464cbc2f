import { createServer, type RequestListener, type Server } from "node:http";
import { once } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import { fetchPicture, type Locate } from "./fetch-picture.ts";
import { picturesOf } from "./pictures.routes.ts";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==",
  "base64",
);
const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

async function listen(handle: RequestListener): Promise<string> {
  const server = createServer(handle).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  return String(typeof address === "object" && address !== null ? address.port : 0);
}

/** Says of every host that it is public and lies here, but of `inside.test` that it lies in our network. */
const here: Locate = async (host) => ({
  kind: host === "inside.test" ? "private" : "public",
  address: "127.0.0.1",
});
const fetchFrom = async (port: string, path = "/", locate = here) =>
  fetchPicture(`http://tracker.test:${port}${path}`, locate, new Set([port]));

describe("a picture of a mail", () => {
  it("T50: is fetched by us, without a word about the reader", async () => {
    const asked: unknown[] = [];
    const port = await listen((request, response) => {
      asked.push(request.headers);
      response.end(png);
    });
    expect(await fetchFrom(port)).toEqual({ bytes: png, contentType: "image/png" });
    expect(asked).toEqual([
      {
        accept: "image/*",
        "user-agent": "Kvit (pictures in mails)",
        host: `tracker.test:${port}`,
        connection: "keep-alive",
      },
    ]);
  });
  it.each(["loopback", "private", "forbidden", "unknown"] as const)(
    "is not asked of a %s address",
    async (kind) => {
      let asked = 0;
      const port = await listen((_request, response) => {
        asked += 1;
        response.end(png);
      });
      const found = kind === "loopback" || kind === "private" ? { kind, address: "127.0.0.1" } : { kind };
      expect(await fetchFrom(port, "/", async () => found)).toBeNull();
      expect(asked).toBe(0);
    },
  );
  it("is followed to another public place, but not into our network", async () => {
    const port = await listen((request, response) => {
      if (request.url === "/last") {
        response.end(png);
        return;
      }
      const host = request.url === "/inside" ? "inside.test" : "other.test";
      response.writeHead(302, { location: `http://${host}:${port}/last` }).end();
    });
    expect((await fetchFrom(port, "/public"))?.contentType).toBe("image/png");
    expect(await fetchFrom(port, "/inside")).toBeNull();
  });
  it("is not followed for ever", async () => {
    const port = await listen((_request, response) => response.writeHead(302, { location: "/" }).end());
    expect(await fetchFrom(port)).toBeNull();
  });
  it("is known by its bytes, not by what its server says", async () => {
    const port = await listen((_request, response) =>
      response.writeHead(200, { "content-type": "image/png" }).end("<script>alert(1)</script>"),
    );
    expect(await fetchFrom(port)).toBeNull();
  });
  it("is left when it is larger than a picture in a mail has to be", async () => {
    const port = await listen((_request, response) =>
      response.end(Buffer.concat([png, Buffer.alloc(6 * 1024 * 1024)])),
    );
    expect(await fetchFrom(port)).toBeNull();
  });
  it("is asked for by http alone, on web ports, without a name in the address", async () => {
    const port = await listen((_request, response) => response.end(png));
    expect(await fetchPicture(`http://tracker.test:${port}/`, here)).toBeNull();
    expect(await fetchPicture(`http://me@tracker.test:${port}/`, here, new Set([port]))).toBeNull();
    expect(await fetchPicture(`ftp://tracker.test:${port}/`, here, new Set([port]))).toBeNull();
  });
});

describe("the pictures a message names", () => {
  it("are each named once, in order, with their marks read", () => {
    const html =
      '<img data-blocked-src="https://a.test/1?x=1&amp;y=2"><img data-blocked-src="https://b.test/2"><img data-blocked-src="https://a.test/1?x=1&amp;y=2">';
    expect(picturesOf(html)).toEqual(["https://a.test/1?x=1&y=2", "https://b.test/2"]);
  });
});
