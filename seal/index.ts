/** The front door of seal: what the browser may use. */
export { fromBase64Url, toBase64Url } from './bytes.ts';
export { newLockedPair, publicBytesOf } from './hpke.ts';
export { SealError, tenantRefusalOf, type SealRefusal } from './seal-error.ts';
export { comparisonNumber } from './tenant-keys/comparison-number.ts';
export { openRing, type KeyRing } from './tenant-keys/key-ring.ts';
export { openPin, readRecoveryCode, secretsOf } from './tenant-keys/recovery-code.ts';
export { approveBrowser, foundTenantKeys, removeBrowser, requireSignedKeys } from './tenant-keys/tenant-keys.ts';
export { fingerprintOf } from './tenant-keys/tenant-root.ts';
export { closeNotes, openNotes, type PlainNotes } from './recordings/sealed-notes.ts';
export { openTrack } from './recordings/open-track.ts';
export type { ArtefactPlace } from './recordings/artefact-layout.ts';
export { ArtefactOpener } from './recordings/artefact-opener.ts';
export { ArtefactSealer, sealArtefact, type ArtefactRecipient } from './recordings/artefact-sealer.ts';
export { readTitled, titled, titledType, type Titled } from './recordings/titled.ts';
export { certifyLeaf, isCertified, type ApprovedBrowser, type CertifiedLeaf } from './receipts/leaf-certificate.ts';
export { ReceiptBook, type ReceiptCoverage } from './receipts/receipt-book.ts';
export type { LeafCertificate, ReceiptFile } from './receipts/receipt-format.ts';
export { tipOf } from './receipts/tip.ts';
export type { Bytes } from './bytes.ts';
export type { CameraWish } from './events/camera-events.ts';
export { capability, type Capability } from './events/capabilities.ts';
export type { HistoryEntry, PassingEvent, SealedEvent, SharedStream } from './events/catalogue.ts';
export type { ControlInput } from './events/control-input.ts';
export type {
  Applicant,
  ArrivedEvent,
  Begin,
  BeginCustomer,
  BeginExpert,
  FrameKeys,
  JoinSecret,
  Member,
  OwnInvite,
  Refusal,
  SealClock,
  SealedSession,
  SealNotices,
  SealState,
  SealWire,
  SeatRole,
} from './session/sealed-session.ts';
export type { SafetyWords } from './words/safety-words.ts';
export { rehearseInviting, rehearseJoining } from './session/rehearsal.ts';
export { RenewableSeal } from './session/renewable-seal.ts';
export { CustomerSeal } from './session/seal-ends.ts';
export { newSpokenWord } from './words/new-spoken-word.ts';
