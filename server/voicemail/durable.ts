import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Ending of a file that is being written. */
const UNFINISHED = '.tmp'

/** The file as a whole, or not at all, whenever the power goes: it is on disk when the promise resolves. Readable by its owner alone. */
export async function writeWhole(file: string, bytes: Buffer): Promise<void> {
  const unfinished = file + UNFINISHED
  try {
    const handle = await open(unfinished, 'w', 0o600)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(unfinished, file)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
  await syncFolder(dirname(file))
}

/** Gone, also after a power cut, when the promise resolves; as it is when it was not there. */
export async function removeWhole(file: string): Promise<void> {
  await rm(file, { force: true })
  await syncFolder(dirname(file))
}

/** The file's bytes; null when there is none. */
export async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Bytes of a file; 0 for one that is not there or cannot be looked at. */
export const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  )

/** The folder, made when it is missing, and the names in it. */
export async function openFolder(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return readdir(folder)
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(join(folder, '.'), 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
