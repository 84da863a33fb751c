import { useEffect, useRef, type ReactNode } from 'react';

let first = true;

/**
 * A page has one heading. It names the window and takes the focus when the page comes, so that
 * keyboard and screen reader start there; not on the first page, where the browser's own order
 * holds. A window's name stays in the browser's history: `title` is never a person's name.
 */
export function Page({
  title,
  heading = title,
  aside,
  children,
}: {
  title: string;
  heading?: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Vigie`;
  }, [title]);
  useEffect(() => {
    if (!first) {
      top.current?.focus();
    }
    first = false;
  }, [heading]);
  return (
    <div className="page">
      <div className="page-head">
        <h1 ref={top} tabIndex={-1}>
          {heading}
        </h1>
        {aside}
      </div>
      {children}
    </div>
  );
}
