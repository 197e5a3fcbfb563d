/** A shield: with a tick, or with an exclamation mark. Drawn here, because the library of icons weighs more than the two. */
export function ShieldMark({ isApproved }: { readonly isApproved: boolean }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      className="mt-0.5 size-4 shrink-0"
    >
      <path d="M12 2.5 4.5 5v7c0 4.5 3 7.5 7.5 9.5 4.5-2 7.5-5 7.5-9.5V5z" />
      <path d={isApproved ? 'm8.5 12 2.5 2.5 4.5-5' : 'M12 8v4.5m0 3.5v.01'} />
    </svg>
  );
}
