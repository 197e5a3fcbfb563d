import type { ReactNode } from 'react';

/** What every field of a node's settings takes: a value, and where its change goes. */
export interface FieldProps<Value> {
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly error?: string | undefined;
  readonly hint?: ReactNode;
  readonly isReadOnly?: boolean | undefined;
}
