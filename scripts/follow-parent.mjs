/** Loaded into a child of the bootstrap: should the parent be killed, the child ends as if told to. */
process.channel?.unref();
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
