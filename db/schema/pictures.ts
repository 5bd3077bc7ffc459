import { customType, pgTable, uuid } from 'drizzle-orm/pg-core'
import { users } from './users'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** Profile pictures, scaled down and without metadata. */
export const pictures = pgTable('pictures', {
  userId: uuid()
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  id: uuid().notNull().unique(),
  /** WebP image. */
  bytes: bytea().notNull(),
})
