/** How long an undo can be taken, milliseconds. */
export const UNDO_MS = 8_000;
const PLAIN_MS = 5_000;
/** More at once would cover the page; the oldest leaves. */
const MAX_TOASTS = 4;

export interface ToastRequest {
  tone: 'success' | 'error' | 'info';
  text: string;
  /** Takes the action back. The toast then stays 8 s. */
  undo?: () => void;
}

export interface Toast extends ToastRequest {
  id: number;
}

/** Short messages about what just happened. Errors stay until dismissed. */
export class ToastStore {
  #toasts: readonly Toast[] = [];
  #nextId = 1;
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();
  readonly #listeners = new Set<() => void>();

  show(request: ToastRequest): number {
    const toast: Toast = { ...request, id: this.#nextId++ };
    const surplus = this.#toasts.slice(0, Math.max(0, this.#toasts.length + 1 - MAX_TOASTS));
    for (const old of surplus) this.#stopTimer(old.id);
    this.#publish([...this.#toasts.slice(surplus.length), toast]);
    this.resume(toast.id);
    return toast.id;
  }

  dismiss(id: number): void {
    this.#stopTimer(id);
    this.#publish(this.#toasts.filter((toast) => toast.id !== id));
  }

  /** Runs a toast's undo, at most once. */
  undo(id: number): void {
    const toast = this.#toasts.find((each) => each.id === id);
    if (toast === undefined) return;
    this.dismiss(id);
    toast.undo?.();
  }

  /** The pointer or the focus is on it: nothing vanishes under one's hand. */
  pause(id: number): void {
    this.#stopTimer(id);
  }

  resume(id: number): void {
    const toast = this.#toasts.find((each) => each.id === id);
    if (toast === undefined || toast.tone === 'error') return;
    this.#stopTimer(id);
    this.#timers.set(
      id,
      setTimeout(() => this.dismiss(id), toast.undo === undefined ? PLAIN_MS : UNDO_MS),
    );
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): readonly Toast[] => this.#toasts;

  #stopTimer(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  #publish(toasts: readonly Toast[]): void {
    this.#toasts = toasts;
    for (const listener of this.#listeners) listener();
  }
}

/** The page's toasts. */
export const toasts = new ToastStore();
