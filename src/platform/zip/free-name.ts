/** `a.txt`, then `a (2).txt`: a name that none of `taken` has; it is taken then. */
export function freeName(wanted: string, taken: Set<string>): string {
  const ending = /\.[^./]{1,16}$/u.exec(wanted)?.[0] ?? '';
  const stem = wanted.slice(0, wanted.length - ending.length);
  let name = wanted;
  for (let number = 2; taken.has(name.toLocaleLowerCase()); number += 1) name = `${stem} (${String(number)})${ending}`;
  taken.add(name.toLocaleLowerCase());
  return name;
}
