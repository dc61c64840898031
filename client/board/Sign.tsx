/** The sign beside everything that asks for attention, so that colour is never alone. */
export function Sign() {
  return (
    <svg class="board-sign" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M12 2 23 21H1Z" fill="currentColor" />
      <path d="M12 9v6m0 2v2" stroke="var(--ground)" stroke-width="2.2" />
    </svg>
  )
}
