import { isActive, isWaiting, waitSince } from "@kvit/domain/tickets";
import { day, hour, minute, nextMonday } from "./calendar.ts";
import { departmentNames, departmentTitles, tagsOf, type DemoAgent, type DepartmentName } from "./cast.ts";
import type { Topic } from "./phrases/index.ts";
import type { Scene } from "./scene.ts";

/** Rounds of answer and reply after which an agent ends it. */
const mostRounds = 5;

/** The life of an ordinary ticket after its first message, up to the end or to where time is up. */
export function liveThrough(scene: Scene, topic: Topic): void {
  triage(scene, topic);
  if (scene.random.chance(0.008)) return throwAway(scene);
  for (let round = 0; round < mostRounds; round += 1) {
    answer(scene, round);
    if (scene.status === "answered") hearBack(scene);
    if (scene.status === "answered") fallSilent(scene);
    if (scene.status === "resolved") settle(scene);
    if (scene.status === "closed" && !reopens(scene)) return;
  }
  answer(scene, mostRounds);
  if (scene.status !== "resolved") resolve(scene);
  runOut(scene);
}

/** Advertising and fraud: somebody marks it, seldom wrongly. */
export function markAsSpam(scene: Scene): void {
  scene.waitForWork(40 * minute);
  scene.byAgent("spam", {});
  if (!scene.random.chance(0.04)) return;
  scene.wait(3 * hour);
  scene.byAgent("not-spam", {});
  scene.byAgent("resolve", { reason: "no answer needed" });
}

function triage(scene: Scene, topic: Topic): void {
  const { random } = scene;
  if (random.chance(0.6)) {
    scene.waitForWork(6 * minute);
    scene.byAgent("tag", { add: tagsOf[topic].slice(0, 1 + random.below(2)) });
  }
  if (random.chance(0.1))
    scene.byAgent("prioritise", { priority: random.pick(["low", "high", "urgent"] as const) });
  if (random.chance(0.08)) passOn(scene);
  if (random.chance(0.55)) {
    scene.waitForWork(5 * minute);
    const lead = scene.cast.agents.find((each) => each.lead && each.department === scene.agent.department);
    scene.byAgent("assign", { agentId: scene.agent.id }, lead ?? scene.agent);
  }
}

/** It came to the wrong department. */
function passOn(scene: Scene): void {
  const others = departmentNames.filter((name) => name !== scene.agent.department);
  const department = scene.random.pick(others);
  scene.waitForWork(20 * minute);
  scene.byAgent("note", scene.jot("note", `→ ${departmentTitles[scene.cast.language][department]}`));
  scene.byAgent("transfer", { departmentId: scene.cast.departmentIds[department] });
  scene.agent = colleague(scene, department);
}

function colleague(scene: Scene, department: DepartmentName): DemoAgent {
  return scene.random.pick(scene.cast.agents.filter((agent) => agent.department === department));
}

function answer(scene: Scene, round: number): void {
  const { random, speech } = scene;
  if (random.chance(0.06)) putOff(scene);
  if (random.chance(0.16)) {
    scene.waitForWork(25 * minute);
    scene.byAgent("note", scene.jot("note", random.pick(speech.book.notes)));
  }
  if (random.chance(0.05)) {
    scene.wait(day);
    scene.byCustomer("receive", scene.hear(random.pick(speech.book.reminders)));
  }
  scene.waitForWork(round === 0 ? 55 * minute : 90 * minute);
  if (scene.history.ticket.assigneeId === null) scene.byAgent("assign", { agentId: scene.agent.id });
  if (!isWaiting(scene.status)) return;
  const then = random.chance(round === 0 ? 0.3 : 0.62) ? "resolved" : "answered";
  const message = scene.say(speech.part(round === 0 ? "answers" : "outcomes"));
  scene.byAgent("reply", { ...message, then, holdUntil: scene.at + 10_000_000 });
}

/** Until Monday, or until the customer writes. A timer wakes it, the customer, or an agent by hand. */
function putOff(scene: Scene): void {
  const { random } = scene;
  scene.waitForWork(45 * minute);
  const monday = nextMonday(scene.at);
  scene.byAgent("postpone", random.chance(0.8) ? { until: monday } : { untilReply: true });
  if (random.chance(0.3)) {
    scene.wait(20 * hour);
    if (scene.at < monday) {
      scene.byCustomer("receive", scene.hear(random.pick(scene.speech.book.reminders)));
      return;
    }
  }
  const { postponement } = scene.history.ticket;
  scene.goTo(monday);
  if (postponement?.until === null) scene.byAgent("wake", {});
  else scene.byTimer("wake", {}, "wake");
}

function hearBack(scene: Scene): void {
  const { random, speech } = scene;
  if (random.chance(0.03)) {
    scene.wait(2 * minute);
    const message = scene.jot("automatic", random.pick(speech.book.outOfOffice));
    scene.byCustomer("receive-automatic", { ...message, kind: "auto-reply" });
  }
  const next = random.weighted({ writes: 62, silent: 26, "solved it": 5, "agent resolves": 7 });
  if (next === "silent") return;
  scene.wait(7 * hour);
  if (next === "writes") scene.byCustomer("receive", scene.hear(repliesWith(scene)));
  else if (next === "solved it") scene.byCustomer("solved", {});
  else resolve(scene);
}

function repliesWith(scene: Scene): string {
  const { messages } = scene.history;
  const isFirst = messages.filter(({ kind }) => kind === "customer").length === 1;
  return isFirst ? scene.speech.part("followUps") : scene.random.pick(scene.speech.book.stillWrong);
}

/** Nobody hears from the customer: a reminder, then the clock resolves. */
function fallSilent(scene: Scene): void {
  const silentSince = waitSince(scene.history.ticket);
  scene.goTo(scene.at + 3 * day);
  scene.byTimer("attempt", { channel: "email", outcome: "no-answer" }, "ladder");
  scene.goTo(scene.at + 4 * day);
  scene.byTimer("resolve", silentSince === null ? {} : { silentSince, reason: "no answer" }, "ladder");
}

function resolve(scene: Scene): void {
  scene.waitForWork(30 * minute);
  if (isActive(scene.status) && scene.status !== "resolved") scene.byAgent("resolve", {});
}

function settle(scene: Scene): void {
  const { random, speech } = scene;
  const next = random.weighted({ confirms: 46, silent: 42, thanks: 7, rejects: 5 });
  if (next === "silent") return runOut(scene);
  scene.wait(9 * hour);
  if (next === "confirms") scene.byCustomer("confirm", {});
  else if (next === "rejects") {
    scene.byCustomer("reject", {});
    scene.byCustomer("receive", scene.hear(random.pick(speech.book.stillWrong)));
  } else {
    scene.byCustomer("receive", scene.hear(random.pick(speech.book.thanks)));
    resolve(scene);
    runOut(scene);
  }
}

/** Seven days without a word close it. */
function runOut(scene: Scene): void {
  const silentSince = waitSince(scene.history.ticket);
  scene.goTo(scene.at + 7 * day);
  if (silentSince !== null) scene.byTimer("close", { reason: "no-answer", silentSince }, "ladder");
}

/** Few come back within the reopen window. */
function reopens(scene: Scene): boolean {
  const { random } = scene;
  if (random.chance(0.006)) {
    scene.waitForWork(2 * day);
    scene.byAgent("delete", {});
    return false;
  }
  if (!random.chance(0.02)) return false;
  scene.goTo(scene.at + random.below(10 * day));
  scene.byCustomer("receive", scene.hear(random.pick(scene.speech.book.stillWrong)));
  return true;
}

/** Written twice, or to the wrong desk: to the trash, and after its time for good. */
function throwAway(scene: Scene): void {
  const { random } = scene;
  scene.waitForWork(30 * minute);
  scene.byAgent("delete", {});
  if (random.chance(0.25)) {
    scene.waitForWork(2 * hour);
    scene.byAgent("restore", {});
    answer(scene, 0);
    resolve(scene);
    return runOut(scene);
  }
  if (!random.chance(0.4)) return;
  scene.goTo(scene.at + 30 * day);
  scene.byTimer("purge", { number: scene.history.ticket.number }, "retention");
}
