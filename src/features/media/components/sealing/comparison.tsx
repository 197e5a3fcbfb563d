/** A number that two people read to each other, in groups that are easy to say. */
export function Comparison({ label, number }: { label: string; number: string }) {
  return (
    <figure className="flex flex-col gap-1">
      <figcaption className="text-dense font-medium">{label}</figcaption>
      <p
        aria-label={`${label}: ${number.replaceAll(' ', ', ')}`}
        role="img"
        className="grid grid-cols-3 gap-x-4 gap-y-1 rounded-input border bg-n2 px-3 py-2 font-mono text-title tabular-nums"
      >
        {number.split(' ').map((group, at) => (
          <span key={`${String(at)} ${group}`}>{group}</span>
        ))}
      </p>
    </figure>
  );
}
