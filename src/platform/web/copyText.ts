/** Puts a text on the clipboard; also where the page came over plain HTTP and browsers hide the clipboard. */
export async function copyText(text: string): Promise<boolean> {
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard !== undefined) {
    return clipboard.writeText(text).then(
      () => true,
      () => copyByHand(text),
    );
  }
  return copyByHand(text);
}

function copyByHand(text: string): boolean {
  const before = document.activeElement;
  const box = document.createElement('textarea');
  box.value = text;
  box.className = 'tl-hidden';
  (document.querySelector('dialog[open]') ?? document.body).append(box);
  box.select();
  // oxlint-disable-next-line typescript/no-deprecated -- the only way left on plain HTTP
  const done = document.execCommand('copy');
  box.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return done;
}
