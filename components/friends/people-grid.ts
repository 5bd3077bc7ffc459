/** Classes of a list of people: two columns where the pane is wide enough for whole names. */
export const PEOPLE_GRID = 'grid @thread:grid-cols-2 @thread:gap-x-4'
