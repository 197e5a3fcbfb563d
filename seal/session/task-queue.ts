/** One task after the other: keys change with each message, so that two at once would tear them. */
export class TaskQueue {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(task: () => Promise<T>): Promise<T> {
    const next = this.#last.then(task, task);
    this.#last = next.then(
      () => undefined,
      () => undefined,
    );
    return next;
  }
}
