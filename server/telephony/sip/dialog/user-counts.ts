type User = { readonly tenantId: string; readonly userId: string };

/** How many of something each user has. Users without any take no room. */
export class UserCounts {
  readonly #counts = new Map<string, number>();

  of(user: User): number {
    return this.#counts.get(keyOf(user)) ?? 0;
  }

  add(user: User, change: 1 | -1): void {
    const key = keyOf(user);
    const count = (this.#counts.get(key) ?? 0) + change;
    if (count > 0) this.#counts.set(key, count);
    else this.#counts.delete(key);
  }
}

function keyOf(user: User): string {
  return `${user.tenantId} ${user.userId}`;
}
