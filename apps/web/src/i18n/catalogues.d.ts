declare module "virtual:catalogue/*" {
  import type { Catalogue } from "@kvit/i18n";
  export const catalogue: Catalogue;
}
