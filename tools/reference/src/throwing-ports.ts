/**
 * Stands in for the ports of every room while declarations are only listed: any part of it can be taken and passed on,
 * but nothing of it can be called. So declarations are read without starting a store, and one that does work while it
 * is being declared is found out at once.
 */
export function throwingPorts(path = 'ports'): never {
  const refuse = (): never => {
    throw new Error(`${path} was called while operations were only being listed; do this inside a handler`)
  }
  return new Proxy(refuse, {
    get: (_, part) => (typeof part === 'symbol' ? undefined : throwingPorts(`${path}.${part}`)),
    apply: refuse,
    construct: refuse,
  }) as never
}
