/** Key of the word for a priority, 1 to 4. */
export function priorityKey(priority: number): `priority.p${1 | 2 | 3 | 4}` {
  return `priority.p${priority as 1 | 2 | 3 | 4}`;
}

/** Key of the word for a protection grade, 1 to 3. */
export function gradeKey(grade: number): `grade.g${1 | 2 | 3}` {
  return `grade.g${grade as 1 | 2 | 3}`;
}
