import "./ui/tokens.css";
import "./ui/base.css";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "@tanstack/react-router";
import { followSystemTheme } from "./app/theme.ts";
import { router } from "./app/router.tsx";
import { guessLanguage, switchLanguage } from "./i18n/language.ts";

const element = document.getElementById("root");
if (element === null) throw new Error("The page has no #root");
followSystemTheme();
await switchLanguage(guessLanguage());
createRoot(element).render(<RouterProvider router={router} />);
