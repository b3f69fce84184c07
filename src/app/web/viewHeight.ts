/** Keeps the page as high as what is seen, where a keyboard covers part of it without resizing it (iOS). */
export function followKeyboard(): void {
  const view = globalThis.visualViewport;
  if (view === null || view === undefined) return;
  const follow = () => {
    const covered = innerHeight - view.height * view.scale;
    if (covered > 60) document.documentElement.style.setProperty('--tl-view-height', `${Math.round(view.height)}px`);
    else document.documentElement.style.removeProperty('--tl-view-height');
    if (covered > 60 && view.scale === 1) scrollTo(0, 0);
  };
  view.addEventListener('resize', follow);
  view.addEventListener('scroll', follow);
}
