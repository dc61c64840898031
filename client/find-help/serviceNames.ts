import { createStore } from 'solid-js/store'
import { api } from '../ui/api.ts'

const [names, setNames] = createStore<Record<string, string>>({})
const asked = new Set<string>()

/** The name of a service of the register by its id; undefined until it has been fetched, and for one that is not there. */
export function serviceName(id: string): string | undefined {
  if (!asked.has(id)) {
    asked.add(id)
    void fetchName(id)
  }
  return names[id]
}

async function fetchName(id: string) {
  const answer = await api.get<Record<string, string>>(`/api/help/names?${new URLSearchParams({ ids: id })}`)
  if (answer.ok) setNames(answer.value)
  else asked.delete(id)
}
