import { Component, type ReactNode } from 'react';

export interface ErrorBoundaryProps {
  children: ReactNode;
  /** Draws what stands in place of the part that failed; nothing by default. `reset` tries the part again. */
  fallback?: (failure: unknown, reset: () => void) => ReactNode;
}

interface ErrorBoundaryState {
  failed: { readonly failure: unknown } | undefined;
}

/**
 * Keeps a failure inside: a part of the page that cannot be loaded or drawn is left out, and the rest, above all a
 * running call, goes on. React reports the error itself.
 */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { failed: undefined };

  static getDerivedStateFromError(failure: unknown): ErrorBoundaryState {
    return { failed: { failure } };
  }

  readonly #reset = (): void => this.setState({ failed: undefined });

  override render(): ReactNode {
    const { failed } = this.state;
    return failed === undefined ? this.props.children : (this.props.fallback?.(failed.failure, this.#reset) ?? null);
  }
}
