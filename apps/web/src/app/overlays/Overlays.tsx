import { ProofDialog } from "../../tickets/proof/ProofDialog.tsx";
import { NewTicket } from "../../tickets/NewTicket.tsx";
import { closeOverlay, type Overlay } from "../overlay.ts";
import { ActsDialog } from "./ActsDialog.tsx";
import { KeySheet } from "./KeySheet.tsx";
import { LinkKindPicker } from "./LinkKindPicker.tsx";
import { MergeDialog } from "./MergeDialog.tsx";
import { OtherTicketPicker } from "./OtherTicketPicker.tsx";
import { Palette } from "./Palette.tsx";
import { Picker } from "./Picker.tsx";
import { PurgeDialog } from "./PurgeDialog.tsx";

/** The layer that is open: palette, shortcut sheet, a picker or the dialog before deleting for good. */
export function Overlays({ layer }: { readonly layer: Overlay }) {
  if (!("numbers" in layer)) return <Plain kind={layer.kind} />;
  if ("other" in layer) {
    const { numbers, other } = layer;
    return layer.kind === "link-as" ? (
      <LinkKindPicker numbers={numbers} other={other} onClose={closeOverlay} />
    ) : (
      <MergeDialog numbers={numbers} into={other} onClose={closeOverlay} />
    );
  }
  if (layer.kind === "merge" || layer.kind === "link")
    return (
      <OtherTicketPicker key={layer.kind} kind={layer.kind} numbers={layer.numbers} onClose={closeOverlay} />
    );
  if (layer.kind === "actions") return <Palette onClose={closeOverlay} only={layer.numbers} />;
  if (layer.kind === "purge") return <PurgeDialog numbers={layer.numbers} onClose={closeOverlay} />;
  if (layer.kind === "verify") return <ProofDialog number={layer.numbers[0] ?? 0} onClose={closeOverlay} />;
  return <Picker key={layer.kind} kind={layer.kind} numbers={layer.numbers} onClose={closeOverlay} />;
}

type PlainKind = Exclude<Overlay, { readonly numbers: unknown }>["kind"];

/** Those that are about no ticket in particular. */
function Plain({ kind }: { readonly kind: PlainKind }) {
  if (kind === "new-ticket") return <NewTicket onClose={closeOverlay} />;
  if (kind === "acts") return <ActsDialog onClose={closeOverlay} />;
  return kind === "keys" ? (
    <KeySheet onClose={closeOverlay} />
  ) : (
    <Palette onClose={closeOverlay} only={null} />
  );
}
