/** The words of the browser's tab: how many wait, the page, the company. */
export function tabTitle(unread: number, mentions: number, page: string, company: string): string {
  const count = unread === 0 ? '' : `(${mentions > 0 ? '@' : ''}${unread > 99 ? '99+' : unread}) `;
  const where = [page, company].filter((part) => part !== '').join(' | ');
  return `${count}${where === '' ? '张弛 Tautline' : where}`;
}
