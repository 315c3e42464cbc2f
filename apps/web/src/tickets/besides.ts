/** Parts of a ticket's page that are wanted on some tickets, loaded once the queue is usable. */
export { AsideBar } from "./aside/AsideBar.tsx";
export { Attempts } from "./next/Attempts.tsx";
export { WhatComesNext } from "./next/WhatComesNext.tsx";
export { Linked } from "./relations/Linked.tsx";
export { MergedBar } from "./relations/MergedBar.tsx";
export { SplitBar } from "./relations/SplitBar.tsx";
export { RunBars } from "./RunBars.tsx";
