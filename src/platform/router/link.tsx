import type { ComponentProps, MouseEvent } from 'react';
import { locationOf } from './page-location.ts';
import { useLocation, useNavigate } from './router-context.tsx';

/** A press that the browser itself must handle: new tab, new window, download. */
function isForBrowser(event: MouseEvent): boolean {
  return event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.defaultPrevented;
}

/**
 * A link to a page of the product: a real `<a>`, so that new tabs and copying work. While its page, or one below it,
 * is shown it carries `aria-current`.
 */
export function Link({ to, children, ...anchor }: Omit<ComponentProps<'a'>, 'href'> & { to: string }) {
  const navigate = useNavigate();
  const { path } = useLocation();
  const target = locationOf(to).path;
  const isHere = path === target;
  const isBelow = target !== '/' && path.startsWith(`${target}/`);
  return (
    <a
      {...anchor}
      href={to}
      aria-current={isHere ? 'page' : isBelow ? 'true' : undefined}
      onClick={(event) => {
        anchor.onClick?.(event);
        if (isForBrowser(event)) return;
        event.preventDefault();
        navigate(to);
      }}
    >
      {children}
    </a>
  );
}
