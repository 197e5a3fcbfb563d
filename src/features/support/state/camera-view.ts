import type { CameraWish } from '../../../../seal/index.ts';

export type { CameraWish };

/** The customer's camera, as its page tells. */
export interface CameraView {
  readonly producerId: string;
  /** How many it can switch between. */
  readonly cameras: number;
  /** Undefined: the browser does not say. */
  readonly isRear: boolean | undefined;
  /** Undefined: it has no light that the browser reports. */
  readonly isTorchOn: boolean | undefined;
  readonly zoom: { readonly min: number; readonly max: number; readonly value: number } | undefined;
  readonly isFrozen: boolean;
}

/** Something that an expert asks for, to be done by a tap at the customer's. */
export interface CameraAskView {
  readonly id: string;
  readonly seatId: string;
  readonly name: string;
  readonly wish: CameraWish;
}

/** A picture at the camera's full size, that an expert asked for, or what an expert's page showed of a screen. */
export interface StillView {
  /** Also of its file, and what drawings on it name as their picture. */
  readonly id: string;
  /** From 1, in the order in which they were taken: it stays also when an earlier one goes. */
  readonly number: number;
  readonly producerId: string;
  /** Whose page took it, as the customer's page says; undefined: the customer's own. */
  readonly takenBy?: string | undefined;
  readonly kind: 'photo' | 'frame';
  readonly width: number;
  readonly height: number;
  /** Milliseconds of the epoch. */
  readonly at: number;
  readonly note: string;
  /** False: an expert said that the organisation does not keep it. */
  readonly isKept?: boolean | undefined;
  /** Here: taken on this page, or come over. */
  readonly blob?: Blob | undefined;
}

/** What a QR code or barcode says. Text of strangers: shown, never followed. */
export interface CodeView {
  readonly id: string;
  readonly format: string;
  readonly text: string;
  readonly name: string;
  readonly at: number;
  /** Where it was read; undefined: in the live picture. */
  readonly stillId?: string | undefined;
}
