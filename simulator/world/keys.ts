/**
 * The RSA-2048 key pairs of the simulated shop and the simulated provider. They are test keys, published with the
 * source and known to everybody: they protect nothing and must never be used with a real provider.
 */

/** PKCS#8 PEM: what the shop signs with unless it registers a key of its own. */
export const MERCHANT_PRIVATE_KEY = pem(
  'PRIVATE KEY',
  'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCdR3tDIxS3oLGjDQktCo+mZeQeLAc51mzZUCzNJWlGg3qT' +
    'QDdVWKYjrP9gGXcZf1utP1qWjXjEoeFFut5JmXTj6DIQDmEk5kK1f+M38J+g8ZDYV5rBx46cTLBUuhrTVBZ+IPipHVXB5wan' +
    'Gg0TpKfswvKWMKZaHzopFM30ej0K1mXFXNC2ozNf/3RVTTUjk/Y2fGGjVfNQGXCzg5k/re953vMWIxLHYsFZZOBjKPCIPfT1' +
    'lyhSRbBeFJLLJHYSjotDQQYQ+uDV83Cr1xCwwSWNNTWjgFBZijlh+YnrO4y0xzZpAfOC8qn2bDbJesvYs46Ls1EdgaIMtimA' +
    'tFGTxNk7AgMBAAECggEAKiIOkscwkxqgy7m/xgmovt5X1H9d9jALm9G/FrvZbnLlYNIYoKvtYexDw2Y/Ah0cnZY1udQvUJm/' +
    'I/Nx/gx2hGFdG/EGNCDdKQsX/xHeaXqdH1+kjRndCeD/ccsjSY6iseo6Qu+hXB78KMKxUxxOgf4dh3+D6OuppHy2ybH/bUnj' +
    'cnBQWEU1n8ILDvPLu++81IYbZSaxsfX6mnbQTFKHRGymDXECqNcP1HqhXyOZLlJ6jTnpeqQnT1cE4mTlJfcqMYhv47pUI/2v' +
    'btAPfhuYbQksCe7YOEzpW2Y3p6KyDe/0ed2nculFRE+Cm2klm2zyvsTaiD3kIAw42rvfO/bUOQKBgQDTweXbvx8fffQs5Knk' +
    '5PBBkxbtLZCB+2xbLl/GnELvGSyOEqUoNbmraj6hZLUW1okKG2FtLxlQCNZhmqu+xW4s+nyfL+3Klh0xar35+ffX38TXseX3' +
    'qi1p3uXDu0cWPGzHLwotujyRpD5daQqX4xvLdPBOFyUclmmaoSAtSugFuQKBgQC+I8BoNAOFfsN16UmPx7hzgZcMOk5/FC/Z' +
    'l0muCWzjct+4s+tzdHcRlLzHwdSWLPvOolsjB56jOcYeGJy1tsPJvzmwcpfWyxe70vMSAHGHlgMoZEYDGqa4zdmddp55Eixd' +
    'kiPn++V9U2obvP2ZdccmQSYS9+PxDXP7CEAdyJ4QkwKBgClJgvGnf//55OPj6aQxZw7CCRRRb/2H8gaNMitdSEeqFt/UjtMa' +
    'NotPecqqAgzj43BPCl3pcvwB3RrGt3nIsMSgSjAXfjujrSl3cHcO3939STns+7OgQJ6F0TKqjx+sxGDJsShdSXX0GhzIYEJh' +
    'C4hN0pTHOnsqcIivpcBu/HIxAoGBAJRUY6dm3FBqIaV8hoyJ69UABYveeJoeb2253hrM84tEdE8s3MNG2hR3CgZzqZo2IYKD' +
    'mcFsEk+XpHyaCrafi4F5klGaM+W2rh8yY7lpayew2WnLP+rwAZwtylRS0zH0AXRFq4kwM0lfp2lYOCZdgSzQqhkmFUZZjl8J' +
    'gqs5dEXNAoGAOpe60jx/nWm+adsqPAv2Tb3lqQVoKtgEKP7LTWnx3KEHplVBXg2pNYy1rqdPwvczBuVNOKbcZNQXWp69r+WS' +
    '+l7VX5/NVI0WuXwlbMU6yXTtlYxYQSJk9FvMdSavTzXbrkdr6iez6nWdkmzqzkdrY4fTmuRRSYVnUm0BgAxiHSM=',
);

/** SPKI PEM. */
export const MERCHANT_PUBLIC_KEY = pem(
  'PUBLIC KEY',
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAnUd7QyMUt6Cxow0JLQqPpmXkHiwHOdZs2VAszSVpRoN6k0A3VVim' +
    'I6z/YBl3GX9brT9alo14xKHhRbreSZl04+gyEA5hJOZCtX/jN/CfoPGQ2FeawceOnEywVLoa01QWfiD4qR1VwecGpxoNE6Sn' +
    '7MLyljCmWh86KRTN9Ho9CtZlxVzQtqMzX/90VU01I5P2Nnxho1XzUBlws4OZP63ved7zFiMSx2LBWWTgYyjwiD309ZcoUkWw' +
    'XhSSyyR2Eo6LQ0EGEPrg1fNwq9cQsMEljTU1o4BQWYo5YfmJ6zuMtMc2aQHzgvKp9mw2yXrL2LOOi7NRHYGiDLYpgLRRk8TZ' +
    'OwIDAQAB',
);

/** PKCS#8 PEM: what the simulated provider signs its answers with. */
export const GATEWAY_PRIVATE_KEY = pem(
  'PRIVATE KEY',
  'MIIEvwIBADANBgkqhkiG9w0BAQEFAASCBKkwggSlAgEAAoIBAQCzF9rs6BHX/AfG6AahUMB0ortYlqApaUq6cJRNrd6s2RAc' +
    'BUa8AeDllnITqjjU1VZpzjuFFzMLqyVXpJ6QaifiGD+uy98sG33qimSbf4P8YvNS7O1S5ggrUYVJjwj6KUlMF+uYB7oDlej8' +
    'LNuf97s0QMt0/Zuc9+itGLfiGsHtJYfQ/wR1VWgNjXvoTkzM0qhPHeTJrfm/6y7qVHXCNQso41IulwmQ/vpUXQT2M9NqfJoc' +
    'KFkhmLowi/1MtEYpV1eXOf0t3NHQsD9iyDYm5dswcNG7EMigiQT/mvwETa3eKqZROU/ryLhaoVvxRXK3Qn/kUXaSy3XSsDxM' +
    'mLt2uyfXAgMBAAECggEAGwqdkErkMtgHtpVfNulR/ep6XkB0E3yl/2uzQN1hc3jc8VYsnYOtGQ1z0RtRNHW39AbjPs/HcdoY' +
    'K9kb5hNZTU67AuIeovLNuuXFliMVYzzvn5RNq0g3cI8BEJ/Ly7YDLr2n4Y89G4B9quH9EXTe699iuRn37qYSGFzUmwvOP0e8' +
    'MkGLuyfQJUge2Xv/xgaOINyEAvsOkod0oCvc9/vOYX6lucNzXY+5h5XkF4FjD7oNuIBcBpw6UumEEEgbSoGGOkHZunkTjc/C' +
    'efxPzrpkR+UyHiomcF/l+rJWZqCTZUiYoeN5uDpBeZSAQ7mc9TExZR5g0DyyWDLUVR+zsLdwmQKBgQDg6Bq6ydQWfNzTqaQY' +
    'dMnsFw2A8IaVdCORzw2s6ufyBzdo6Ypbq7hbwT0tHk+cSqIr7D5wwoWXsj8j2qrKP+jMz0yul7atKhINCV73wstkE4gdgjc1' +
    'qaR7FJl+vuopTGOmF4NHtW1Hdhl92QIYjNZeKHMLKn1ERc56aWxS90KNrwKBgQDL2lILBQqQ4WK+yb9spmmq3LZMwlJPLv+N' +
    '54k96IYRdAQfljniZi953p25QRtRQ3KnI6l6Fj4/1vL2qIdNdW8Xn/E9WTdpMn2k8tPmSd2eNWIJGzVfUEq6+ohjQmNtPO+O' +
    'CLxXdfxmqkwV0EuCc2yy28KIeERmRtv5e+Xt4zX6WQKBgQCmJtKYa8JjWptJQ2oXJzCFWgJ/3zGN997POUfBF0mDZBFrUB0G' +
    '3DW2k2u+iUYHEJv+FumKJCrNhsFem4zRHaW+qObdlPc/tnTfbKzcHOxlYoiMREbFPi5lPzKmkCQtnmF/sp8pur6grH7omgkS' +
    'WfmEVh2nghxI88k2ZevA3yorwQKBgQDLesQUHdcbIO7Y9DawdDfbhm4tlnZkdcw/UFNMyXIxr7WB9gkXdNqE8nJLfbKP3hxu' +
    'u4kqxVMjlCJ3lWdhKQxX7530l75Ysj56TKy5HRgrGKwf3Nncpx/BHdzP/2+RlZalFxEw2CO2Mty5lW4Z668fpX67jBjyYl6m' +
    '3EZ5uyehGQKBgQCbsy2M/5FiCopO1kScqH7a9PIg/C/dA60tW+hckCriHIE4WKesEvDC7ih6t3NSQMcyRgfEZO29xPZCPLxI' +
    'wQ+VXWTPXHM8QfWOZbM+sYp2EY3qL9oF79YcZuT+N5X17tHg/nMRtq+ybubYjxCWUQVieoYf+5HRT0q/0qKOvuyapA==',
);

/** SPKI PEM. */
export const GATEWAY_PUBLIC_KEY = pem(
  'PUBLIC KEY',
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAsxfa7OgR1/wHxugGoVDAdKK7WJagKWlKunCUTa3erNkQHAVGvAHg' +
    '5ZZyE6o41NVWac47hRczC6slV6SekGon4hg/rsvfLBt96opkm3+D/GLzUuztUuYIK1GFSY8I+ilJTBfrmAe6A5Xo/Czbn/e7' +
    'NEDLdP2bnPforRi34hrB7SWH0P8EdVVoDY176E5MzNKoTx3kya35v+su6lR1wjULKONSLpcJkP76VF0E9jPTanyaHChZIZi6' +
    'MIv9TLRGKVdXlzn9LdzR0LA/Ysg2JuXbMHDRuxDIoIkE/5r8BE2t3iqmUTlP68i4WqFb8UVyt0J/5FF2kst10rA8TJi7drsn' +
    '1wIDAQAB',
);

function pem(label: string, base64: string): string {
  const lines = base64.match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
