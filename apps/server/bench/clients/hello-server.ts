/** The smallest thing Fastify can do: what any answer of ours is compared with. Prints its port and serves until it is ended. */
import Fastify from "fastify";

const app = Fastify({ logger: false });
app.get("/", async () => ({ hello: "world", number: 4821 }));
await app.listen({ host: "127.0.0.1", port: 0 });
const address = app.server.address();
console.log(typeof address === "object" && address !== null ? address.port : 0);
process.on("SIGTERM", () => void app.close());
