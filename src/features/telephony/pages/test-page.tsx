import type { ReactNode } from 'react';

export function TestPage(): ReactNode {
  return null;
}
