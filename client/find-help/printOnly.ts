import './printOnly.css'

/** Prints one part of the page on a sheet of its own; the rest of the page goes on as it is. */
export function printOnly(element: HTMLElement): void {
  const root = document.documentElement
  root.classList.add('prints-part')
  element.classList.add('printed')
  const done = () => {
    root.classList.remove('prints-part')
    element.classList.remove('printed')
  }
  window.addEventListener('afterprint', done, { once: true })
  window.print()
}
