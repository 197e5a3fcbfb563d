import { Suspense, type ReactNode } from 'react';
import { ErrorBoundary } from '../feedback/error-boundary.tsx';

/** Around what is loaded when first needed: nothing until it is there, nothing if it cannot be had. */
export function LatePart({ children }: { children: ReactNode }) {
  return (
    <ErrorBoundary>
      <Suspense fallback={null}>{children}</Suspense>
    </ErrorBoundary>
  );
}
