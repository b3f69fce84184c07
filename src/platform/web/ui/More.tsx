import { useEffect, useRef } from 'react';
import { Button } from './Button.tsx';

/** The way to what comes further down; taken by itself when it comes into view. Mount it anew for each step. */
export function More({ label, onMore }: { readonly label: string; readonly onMore: () => void }) {
  const button = useRef<HTMLDivElement>(null);
  const latest = useRef(onMore);
  useEffect(() => {
    latest.current = onMore;
  });
  useEffect(() => {
    const element = button.current;
    if (element === null) return;
    const seen = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) latest.current();
    });
    seen.observe(element);
    return () => seen.disconnect();
  }, []);
  return (
    <div ref={button} className="tl-more">
      <Button kind="quiet" onClick={onMore}>
        {label}
      </Button>
    </div>
  );
}
