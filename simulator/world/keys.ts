/**
 * The RSA-2048 key pairs of the simulated shop and the simulated providers. They are test keys, published with this
 * source and known to everybody: they protect nothing and must never be used with a real provider.
 */

import { pem } from './pem.ts';

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

/** PKCS#8 PEM: what Alipay, UnionPay and PayPal sign with here, each under a certificate of its own. */
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

/** PKCS#8 PEM: what WeChat Pay signs with in the mode of platform certificates, in the order of `WECHATPAY_PLATFORM_CERTIFICATES`. */
export const WECHATPAY_PLATFORM_PRIVATE_KEYS = [
  pem(
    'PRIVATE KEY',
    'MIIEvAIBADANBgkqhkiG9w0BAQEFAASCBKYwggSiAgEAAoIBAQCu2cQ+iLchq5goucsRyL7kdgMU14KrJS6sHBjN1ZFnqt7g' +
      'cPF0G2aB1v39dBVOjwwInjjpnq7Z35SJHrLyjg+GUrbzH6sOmp55KDpvgTNZFOQXP5OuXCEtu4O8yK704lKWlpB4Hosng+5E' +
      'Qqhe62PDM14wwRege1YFoLxSlByl1cEiN+LI8VRezx29wTLTOiBEtSJKgtiUawT0HVfJD7Y+q0xozGAWJeEeoQoDVtZSby8Y' +
      'J0CuGK0dl4N/4OdB5N2mQKyW3KpYJ7sbdnxcWUfEX1ET2YneJgN1AMUujQa2V134fNCwOZ05y855EGZJG8IkqekIvIZQEBrO' +
      'h5iGLf2fAgMBAAECggEAFofSEqVxmkxEXERrRzHhGIr1D7D2J1EwZ+trmM5jIQLIGw9YAE2YPQqJNP50e73RX6TqZtQp6heL' +
      'dMsjZOpAVDSBWue4QOFUoqkNNUQRQUfWB6w2E/AkMwKS0aHhxYVfqK7jE89fv/+Z6sAqIP0KSw4UnjSrc472VohP7ADQ24oZ' +
      'Q+zwlxVgFQ9SUcLlkuKhVMvAYLev+GExQM+7xDVbCCgLSY5WNJzwjU6VCSbe08eVelK3zsMIY/jJXTVlThJw8oVPppyTHIKd' +
      'fU0YBwbMYBeWu/MCjDHhWfa3UGw/PqPEueL1OHcMs8EaZxa6Ox0sAC8O23JPuAfL/5/Zd1Ga6QKBgQDgAtmJorlFHKviVAFH' +
      'aT8iUWf9CMSGR5ttm3dwR2AxxYFAD/J/8PzTKNhj0DglbtR3KdYLq/VwjzCHWpIH817XRZrEYyiqLv6Mflwfo/huynp9ltew' +
      'PlqZ84Koq4Eil0CZXhSjqTeyrJog9Cgtp4nWdt/TfiGn+JJnSod3H+SFCQKBgQDH0cM1dBFAjTBaDanFEqigU54mgsAs0b6k' +
      'NFtqGQLo/tacDKbvNTew/lfx8CsYYgc3S2wEJGSHdTsdaS8rByvQUWmNCfAu32jAWkhQW8C+vMA04I/5YzF4HKuCRJ9I4oaC' +
      'ynwrh3Yqtnz4DSgAy/zi8+O/xEcs8lyaIn+1/ZV/ZwKBgHPxBaa3Ei0zKcN6ty6+ym54s9nDL/RQG6IfVTJHvwIDt2Hw3xJZ' +
      'KIIiId2HZ4f4VP9YJ/Dij6YydmuX9P0oeW3yGKiMqf9rU1RkEkpOE8dEBSH7cKdHnp0P7BBgs/WzUzwN9aC/dJSFwUBNHn6C' +
      'uFTIMhDEt6a4gQ31BSgi2aQBAoGAL/zNT7oHJqSBty7O1bhMbOyH76G4+0qH6TF1vr4w97mz2pgjQxFZxZTflAfkoZ9xMjNX' +
      'xori5bEeuEp5fHDlccsLeUaouukGZCOKeFoAqQ31bv17Nh4/VCQ2gDtwsXVNbn2oYl/O3iUjUAMA12gl3G9MA9LkcQPnf1DH' +
      'sPIshAMCgYB7cu10lqxGNF7j8sjvH17gA6IeZjLzUoIL8wquTFQMYBd59pCHQyY8NI0SaYy+7lH3GbWBo9BPRB+neLiVjjPa' +
      'E+xRHnzwafgJb6n/2sGbrcUekxR8bBOgN5Y/h0THdGNJE4frQF5zSsbt9iIEGmOlTdwL7VJIhmEOwXmnCbxjtg==',
  ),
  pem(
    'PRIVATE KEY',
    'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCc9n+PcWAomkNwD8yt4SQ2uoMQsg8+Cv/e58n7sY4053ZU' +
      'il8Ppon0hREluOqK7HqNwcuD7HenSmxiy8C2oxE9SXjm3kw+qxydidpGhG+nTektace65xBfHIepVrNNiqBzRKFtlsxzARWa' +
      'tAdLm3y3KF+BwwIcSg4+S2voaBdeUvk9H4zjtsMxMttulTGvJXd/o7zo59gYWMP14251ZJkFnEpuDs33H8D8L6uk9aU1QiIm' +
      'WXOcQHF9by9PLkQArq55195FCKs5cOPemJBLo4fkZQvfZ9Rvppgz/gTRKc9iFrjUB2vPRHNOJa3ZWUW+HYB7oHKUL2sGm7qP' +
      'cMV5fK4XAgMBAAECggEABRXw4M0Mnce5yhhI9SKnkZ3xqsJDFNXhSn36IRSYPts+1Qv2QhkAvNmXyk5T2j7sYvUAZ25rcLy+' +
      'BvQfVn1cGxSVy3tphiCDo56m08SJo9FSinte0o3QDaalVGdlTlA2HDtWe6kU1hkXAgAZSGn4FYJEJtL2J/0pZFDhD6EEONFX' +
      'GaVgOzaTPI783O22hH62PR/vsuN4VTCwu5k+J7Y373I9UU89+EK/iIAb5UlaTF9MULuo1GFHvlPJwZjQLcWJYyMTL6tsuE46' +
      'jV0JOaTPRZ5TKc927gYrwQllCo/6GiH3QjyRpepZyHoKwCoczxIJB3WlG3UyW8mqwG4Ta2e6mQKBgQDJf1r1rr/wGj5IwhqB' +
      'oW+3LHDv3Qh5k0pfhnlcCOufqFw+yX3K1gZbZAdrVRtAmMEqUOFf8ketbzL+cX5W8Vz1SY8kygDtLh837yrCsqh8TvWdckA2' +
      'TP6PpU39TfEPMOqsnUJWVQKivWGdUKdIJgsZSUKIxERrsllFQAbpqxilywKBgQDHa1r+809JjlyofdjpMz46q/ZUF+h2/nTI' +
      'aR8WVzWLOi/I/OwUsnJhdyP1BaqDpDpfJicZwQ1d1C6mxCrQ31FJ+ptBRibd1linhhVV8rLypLboq44qC5c43PBs1zxQbyhs' +
      'h4nL1o09kkz3GRMEUsGF3b8+Ppuf9KBm/gDllJkvZQKBgB5Iz+kBHMP/jcDtu4IkO2Ayg77pX662HoWA9piIlrFmYoblTczA' +
      'oi/2Ns9A+VmaG946TcVX6sH8ZpOrhyuWFzyek68Z1U3QksybW7frljsouu2xEEmZBOGeHLynjEWWOo87C49iM4U2JYe5aYsE' +
      'fMKOKjvYE9iD87rexqs0Ff5FAoGBAIkdKorjtl9n8BO1u9/T6PSkahE2AxNWL+vgQ4yz18/r6REzvgsZCwYyydld1PkAgVYM' +
      'wJO3pj4edxkZBitpcNYB5qAB4RVknL5Ktf7LifjGAjGGS5BjOc3SM8lSUFkppMzCgJ9T3Pc50YuQhP/S+tbVOfpNR+m6ZFOM' +
      'UAeKnaz1AoGAS5sM8b9Q0s48abNPK5VnXr5K59ij23ypxPhebEYZFB6PR3hrRG5SBdACilXulPpzhHOSXiAGKOyQMUGvG7Dk' +
      'dckjcY5KneEcytzAye7UM8rldNIoJcMIJbtSwClDj9yTahQJ4x0Wq0IOy1Ysuq9WHIxdzCTkbH/4EwOGoAcrrwo=',
  ),
  pem(
    'PRIVATE KEY',
    'MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQCixEicDJzLmCuZyHWjU/ALgYDE1hJhrb4aq4mn1RNby4Tp' +
      'zf+L5qCzZTy3vb/ooS6MaCdWQzp8VN3pJWiIlpLRM6JcCkJ6aFT244HTaFZgtq914BMab+Ch8nvyW+I1DL05UAvNGrxCSO9b' +
      'QNLU9mVX+iEDwv/ETiUBGYG3qHEWeREcxWSzybrsJEvx1zw33a8GaLBlC1rdl6L4GEJGN9s105kt7JfX3+9YSMwZH7zTUz6h' +
      'sUWvBS8rA0+ICxU/uyRSAVQhfQbsvNNrywjppvIUiztyughyLSz1J8f+6LHmlrM98tmydD8T7tcA7+9PXeM3W8c1QaC3ScRg' +
      '5F0ioazlAgMBAAECggEAAVGBKCBJKi+6euNS27YiS/0l0CY0VO2toAJZkS9IXCSzIxH8Xij14j98dbOKyQ88rlP2tjmrTIcm' +
      'cz2XcMvazx3mpitklmcutpWKUzTzTw6qYEBz8er4Fg6e5kWblWheFeZRMb1fiM6RV+UKjEX12tsq1PazeibPXrtMThqIaAhT' +
      'nP3YXr/leAapCi6GrWDZrCapG3r1DZVKYThJAm5G+R0CboR0juHG2G/i9mpiqKpa4LSubadwiB5sDuMd7bDtZcvZ2+JNjxPO' +
      'xNvwnabtVXaCAXDKsUXJ8fp8sAP4y1sSo0ja955e7t+et4Trp+SkaAY2qgcPPDihYpX2bYf9EQKBgQDUwrbVl5juIBgy7vfX' +
      'w2Mf/obYGZdHN75phMs3zLpobFh0Dp+kq1/zrdQmvHkf01THmPWhdt9P7o4bmrYctZSs5FghN4LIdTpTsZiwA/y7hyuCvtfg' +
      'DhGxwdUAbd6+9+ZjE2Zb3NOrwcITUA0rwc0DnaGPU+SIJavcCO3q//wSEQKBgQDD2Ipu2Daho57tDnCkDiKjd8nS1ryUAB1Q' +
      'xLPDdSxvD4zEbMUboyPkGTAxZCH02bB8EYn3clYRAVqFynd6lYlGLQn8ubLW05xMi03vcjbOcRSHhDVf4+1ctLjCaP82/Bs5' +
      'Q+7YqURUxpO/2mKbUOx6hTpJl0mSIPU9mmixXS+ZlQKBgQCP6EQSpL9kEYFMsiYhYp8hfN9oO6b/HM1GQfPSgj9zchVCKsIA' +
      'd4onIGRm7wReamrltqgt1mGlhw3HzhVvxcIST0Ds9scXH3OcOHu2UnwXu43KmZsaiWmeeiTAbZBESxkh2nVZnTvu6NeEiJjg' +
      'B+3LjEtCztO84v4jjkaetRaigQKBgQCK2XtMGv6gmuCSMSqrJVppiwQL9zK7u1kNamgIq4pVMzEaEgOtFHzduv3wBo4MikoV' +
      'rFmkletvIwaK1IDg6CPrHQN3qjChHmYx3pHisZcpxgJIEfPFiFNA5uAW9Vn8IcErWH5+HYPUlvUpkCtY8oa2Vr58bkY61CML' +
      'Ce4v0WFuAQKBgC5Km6f8paZlbqYzKCHFfCy3i/2UTjPnj7GS/ExTM+FDUHcWbzdOsjSeiEDRD742J7d79NgWm8emRp+Fmbon' +
      'Za6w3kmHAPoIpk5Swd0e6D6/lKN02eD/Sao3ZX3FH3Lzd7kOFAx/9MNPGJA5sHMgShsl9iqhqAVTJcs0xcEyTvwy',
  ),
  pem(
    'PRIVATE KEY',
    'MIIEvAIBADANBgkqhkiG9w0BAQEFAASCBKYwggSiAgEAAoIBAQDD4mOeq+8Zpw2GnUF5ElfEfFjOgZX1PR0s67JcuTu9yDpV' +
      'o5zdSNRLnmGW+hdpfRz0uzoRScSqEdq4wLsvnBJ+EdLZ6qZ/gm4pQFQzn+tXD1F4NYFzv/7kvOyx6tyHzzvxsHeTZlrL3+G2' +
      'sydYvCIJEX8aXcjqvXm7Kb9ceN34ucHnsQ4Wi283Alq67o+uSdq5xBYwLIku/jSDL30WC3ELwx5DE/GtqW/HfHiasfUz6zef' +
      'RWN3NWo0LWMwJ5nxZBwvJqLtsC+9KBRSWMM//NzkOkhH9ipIW1T8iKoaAir+5lWnSNmmLyb5nFIoC5NrmMAZQ258sdifQPAy' +
      'koe8NZxbAgMBAAECggEATEBq5h/o1fQNFFtP2tj0mHSNP2n7XXk6S7u+dVDX/CMe7ipgDFXm6j7Pn21gQryk0nG1g3hTWZ7U' +
      'pTnFRB29pxy6FwE8agN0bZNwk54Lhxrb7G7rowrYpuMSQpn52dYmcAlxKsxbyOQwYaXwyZ6Go0AP2cwrQ5GZeu2f49fbFJBP' +
      '3nD7kflueb7yRKY/VXMJKlJPNC1/u12eVtT6PAY//uEfGOIY+esYecFicnPFP+4YMrrcPsePuk8UzDFBlz7/uTMEgpcsSzQq' +
      'KCZYphC8pND0UuIkl9wTGkN+jYByg6ur7J932Xh1w0xEExBh7swSffGVm6DsbinCAhepC7WYHQKBgQD1tOj0dlJ31XuPAH3j' +
      'A0clf2WjIkrai7HhMCEk5ZfyhZbs+xcPRJTunxSN1b/ZtDu5XynkTf2BcyIb0W4YueUkwG5epqLsiydGuyZQyAz+qSDBAGGD' +
      'a88767gAgAlSeoZkEan04Vrf+avQM6YvhUlHQg7hlZ7pd25/t64UjpGHDQKBgQDMFyhaTMTdj1c4oPjQtzWEdfmqb5E3BATd' +
      'zHPZiAi5lPzYE+ktfWeWemAtpGLQpeOfQZtk5NBYmh8UyEtGnoLdhVxTp5VsooMzRNt9EOblHTcmQX1tP0/gBm2fOHmZyLbT' +
      '/oT22hwUBqW6+8gyZEaeWFsiHchkEumxa8naAUvXBwKBgHKgOWWCpap+D6yBADmd190od9QJNX6LWSrC91NtQNvFcsmPwgw/' +
      'ZHOGB2K760q3CH3MZZC6yZ9QhQMRSxmB7+KbW2IQv0U3DdWzjYZ2LYnIgR1I/jT/YKiFqUuib7borjWVAALb9zcyFPOGhOr6' +
      'dVsm+CZJVN959jTjDfVNJZspAoGAdOROmGmf18Zhjm2kFObaICPx+0wrP/dtUhvnvo/Lb3+F0byVsRhCXE17CKk+b4KT/IL3' +
      'HbJwIk8jviN5+diP25CmcMNrMe1id9rYW6lylYdGLwMTc57vgMAtySPvgcUT8he00C3cJxwnkBDlePc1+ztf9wpX2/l5H8U8' +
      't0BGz8ECgYBGIUuLBjK6MG1kn5GBEQD1jX31IBGviSJf9hzz9OCl+9rgc7ae8nhY0wvDBFYjsg7+vraUDlRE7ERmE3o5phAm' +
      'EmV8kKZHFXWo7lu3rzjQcFtyS5SRXdfMLNBlbZz7pm1MyjJfr6m2vVtOGBApNPMLijGRbakHhLDRFZKbb6J5aQ==',
  ),
] as const;

/** PKCS#8 PEM: what WeChat Pay signs with in the mode of its public key (`PUB_KEY_ID_…`). */
export const WECHATPAY_PUBLIC_MODE_PRIVATE_KEY = pem(
  'PRIVATE KEY',
  'MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQC9zvRzVujD04afuX8M+RAdqLxOpFdSh0QsINZQKRh1YWPn' +
    'HS1LVd/HvjHMqxdLPnItrfB2jx2v7DBEsupxxcJgG2OcT8YEjcIJI+je1WElmGVSy7FCViGI0bMx+hvdCI00jC0Yymg4OTSJ' +
    'GNbmDn1kTJn/nM1I8wDDxQJ0jl7n0z4AZY76ZybBqOn8fxNJCQ+C9TUZs9XLpIrtN2RXH+OFPf6TTJtSdcXsZO8UiWWlEEXq' +
    'cp0JH1tV9YzjFKK+L47h8EA302QvObMCTspbqPxebXW9yHp9alN5m6NCOGEMQg8vQfB5b/ao4tRyNM4uZTw0XAWXgmkjUow/' +
    'f7pWqDNNAgMBAAECggEACcQYN8cE+u5rQtScgOJfvebsqW8zPv/OtiaKYF188K0uIroRloq4lOJoVYuIC0sPPOJyOOdsM50H' +
    'bsF15pyyP5epLGW+XoWcsjOyy6RW90Q8EmKAoFUmLI/9lFi2Dk1eVpHP0DK54gqvdU5d4EBmmz6Fve0nctVt+KSuV6jroSna' +
    'aknlcQkD5bvW2ydxEu5Qgh/P/jPo5d1+plaDrQzHgsCMEwXo3RERTBouHA/vrmUaGrr0T5Mo6W1lvotQLsTqsHFIP45BbibU' +
    'FNrwfAMh8YuBCAlFzKvsY6kR/feGuC/5liaA/yN7LAK4fYRIm4TjMFfptW6vE9TqBfJbqLBdAQKBgQD7JtadAwZ4yLDTRu18' +
    'MYMstHXrBgSzdl5+kYYMTLEplmozzO+JbFbIJzk8tXCnn5V6nHAg5FKLFc+oilQkpm29YFkq+izRGSa6lM+lP1m7dKHHE6il' +
    'xRTquFtm0WGw2kqNR/6nUolgDQo7aMzbEpRdvu15Rrr5XZZEbV6O2PjUkQKBgQDBePcggpQ74oRXxcr3yOq/2bV8o1S0399d' +
    'waPURyIoNA+0o5f97xWzlYh0QEUZQFVnaFlo0e+zDY/wMc0KO8+tQ/IiPD7yGzeLvDkyjU5/a1sgRlffM37utUv0PRkkOL8x' +
    'RHwjXwt2J2Tb0+Zr/Low9yuVUt/+6sjk6JKfkWwg/QKBgQCz0p8fVKcxnCBfZg1sOtc9DwjO+kQrarlFzlQ4QkEnEbeA1186' +
    '+gM41Dy7Jv4+Rpj0bUYrhs9DHp7Mgh61DyTLz0yI5Q9pt6RvO1Vhb/aDrYKX04+RAYd0eAOZnplf0yxF9CJ1EzehOjT1TJhA' +
    '0xC//pBxoR8GpOeOnvBxPxEKwQKBgGksAtsvYLl1F5BHO2CbXdFQ3fGVMDTrBheHbjG1QYItWuRNkhA+acOn4/eeAHILoOGH' +
    'viLXDMB+/OILkHShsvFzYCrwKR+fYACcH1O1sRhfGbhfxODWs4e8EkAA/qvMFVMI8ZqgzjA6lf9SH45QYj6//nc8B/whUXfu' +
    'XdZUTT1ZAoGBAIHvjd9CpjDom63jYz4AAX1P61UwRecWlSbfH7LMznQTr9QNOKMemyAuyfEuO998G1B1Ow2fSITHOyAy2ZDj' +
    'DRQziw47lhvzH2E/TXopk87FSu6MiCNpOzzGjGu5x0SU9n1CfoQwmD7ve5bNQjoM5J6RHaiz+10aLB5BJ/JdbL3/',
);

/** SPKI PEM. */
export const WECHATPAY_PUBLIC_MODE_PUBLIC_KEY = pem(
  'PUBLIC KEY',
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAvc70c1bow9OGn7l/DPkQHai8TqRXUodELCDWUCkYdWFj5x0tS1Xf' +
    'x74xzKsXSz5yLa3wdo8dr+wwRLLqccXCYBtjnE/GBI3CCSPo3tVhJZhlUsuxQlYhiNGzMfob3QiNNIwtGMpoODk0iRjW5g59' +
    'ZEyZ/5zNSPMAw8UCdI5e59M+AGWO+mcmwajp/H8TSQkPgvU1GbPVy6SK7TdkVx/jhT3+k0ybUnXF7GTvFIllpRBF6nKdCR9b' +
    'VfWM4xSivi+O4fBAN9NkLzmzAk7KW6j8Xm11vch6fWpTeZujQjhhDEIPL0HweW/2qOLUcjTOLmU8NFwFl4JpI1KMP3+6Vqgz' +
    'TQIDAQAB',
);
