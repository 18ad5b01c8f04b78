/** Words that all four widgets share. Each widget keeps its own beside it. */
export const common = {
  en: {
    retry: 'Try again',
    offline: 'You are offline. We will try again when the connection is back.',
    network: 'The shop cannot be reached right now. Please try again.',
    timeout: 'The shop takes too long to answer. Please try again.',
    failed: 'Something went wrong on our side. Please try again.',
    limited: 'Too many tries. Please try again {when}.',
    required: 'Please fill this in.',
    loading: 'One moment…',
  },
  ru: {
    retry: 'Повторить',
    offline: 'Нет соединения с интернетом. Попробуем снова, когда оно появится.',
    network: 'Магазин сейчас недоступен. Попробуйте ещё раз.',
    timeout: 'Магазин долго не отвечает. Попробуйте ещё раз.',
    failed: 'Что-то пошло не так на нашей стороне. Попробуйте ещё раз.',
    limited: 'Слишком много попыток. Попробуйте {when}.',
    required: 'Заполните это поле.',
    loading: 'Секунду…',
  },
} as const;
