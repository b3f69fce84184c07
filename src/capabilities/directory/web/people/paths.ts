/** Where somebody's profile lies; in the list of a department, or of the whole company. */
export function profilePath(memberId: string, department = 'all'): string {
  return `/people/${department}/${memberId}`;
}
