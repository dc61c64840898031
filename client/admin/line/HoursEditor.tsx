import type { Line } from '../../../shared/floor/model.ts'

/** When a line is open. */
export default function HoursEditor(props: { line: Line; onSaved: () => void }) {
  return <p>{props.line.timeZone}</p>
}
