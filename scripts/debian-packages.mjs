/** The programs of the outside world that some tests are run against: a browser and mail servers. */
import { spawnSync } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";

const wanted = [
  { program: "chromium", packages: ["chromium", "fonts-liberation"], use: "tests in a browser" },
  { program: "dovecot", packages: ["dovecot-core", "dovecot-imapd"], use: "tests of IMAP" },
  { program: "postfix", packages: ["postfix"], use: "tests of mail between servers" },
];
const policy = "/usr/sbin/policy-rc.d";
const folders = ["/usr/sbin", "/usr/bin", "/usr/local/bin", "/usr/local/sbin"];

/** Installs what is missing on Debian as root; elsewhere says what is missing and which tests will be skipped. */
export function installDebianPackages() {
  const missing = wanted.filter(
    ({ program }) => !folders.some((folder) => existsSync(`${folder}/${program}`)),
  );
  if (missing.length === 0) return;
  const reason = whyNotHere() ?? install(missing.flatMap(({ packages }) => packages));
  if (reason === null) return;
  for (const { program, use } of missing)
    console.log(`${program} is missing (${reason}): ${use} are skipped.`);
}

function whyNotHere() {
  if (!existsSync("/etc/debian_version") || !existsSync("/usr/bin/apt-get")) return "this is not Debian";
  return process.getuid() === 0 ? null : "only root may install it";
}

/** Null when everything was installed, else the reason. */
function install(packages) {
  console.log(`Installing ${packages.join(", ")} …`);
  const free = !existsSync(policy);
  // Debian asks this script before it starts the service of a new package: no daemon shall take port 25 here.
  if (free) writeFileSync(policy, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  try {
    apt(["update"]);
    preseed("postfix postfix/main_mailer_type select No configuration\n");
    return apt(["install", "--yes", "--no-install-recommends", ...packages])
      ? null
      : "apt-get could not install it";
  } finally {
    if (free) rmSync(policy, { force: true });
  }
}

function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const result = spawnSync("apt-get", ["--quiet", ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  if (result.status !== 0) process.stderr.write(result.stderr ?? "");
  return result.status === 0;
}

function preseed(answers) {
  spawnSync("debconf-set-selections", { input: answers, stdio: ["pipe", "ignore", "ignore"] });
}
