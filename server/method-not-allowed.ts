interface Registered {
  method: string;
  path: string;
}

/** Methods that some route of `routes` answers at `path`; none: there is nothing at this path. */
export function allowedMethods(routes: readonly Registered[], path: string): string[] {
  const found = routes.filter((route) => route.method !== 'ALL' && matches(route.path, path));
  return [...new Set(found.map((route) => route.method))].sort();
}

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return false;
  return wanted.every((part, index) => part.startsWith(':') || part === given[index]);
}
