import type { ReactNode } from 'react';

export function PhonePage(): ReactNode {
  return null;
}
