/** For so long the page that comes is waited for: its part may still have to be loaded. */
const WITHIN_MS = 3_000;

/** Puts the focus on the page that comes in place of one that goes, so that keys and readers go on there. */
export function focusPage(): void {
  const until = performance.now() + WITHIN_MS;
  const look = () => {
    // Whoever has pressed something meanwhile has it already.
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    const page = [...document.querySelectorAll<HTMLElement>('main, [role="main"]')].find((one) =>
      one.checkVisibility(),
    );
    if (page === undefined) {
      if (performance.now() < until) requestAnimationFrame(look);
      return;
    }
    if (!page.hasAttribute('tabindex')) page.tabIndex = -1;
    page.focus({ preventScroll: true });
  };
  requestAnimationFrame(look);
}
