import { handleAuthRequest } from '@/lib/auth/next-auth-handler'

export { handleAuthRequest as GET, handleAuthRequest as POST }
