# cmake -DFOLDER=… -DCHART=… -DOUTPUT=… -P embed.cmake: the page's template with its style and scripts in it, one with
# its style alone, and the pictures' style, as C++ sources.
#
# The page's Content-Security-Policy names the very scripts and the very style by their hashes: should markup ever come
# in from a scenario, it would not run.

# base64_of_sha256(result text): as the policy writes a hash.
function(base64_of_sha256 result text)
  set(letters "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  string(SHA256 hex "${text}")
  string(APPEND hex "00")  # 33 bytes are eleven groups of three
  set(base64 "")
  foreach(at RANGE 0 60 6)
    string(SUBSTRING "${hex}" ${at} 6 group)
    foreach(shift 18 12 6 0)
      math(EXPR letter "(0x${group} >> ${shift}) & 63")
      string(SUBSTRING "${letters}" ${letter} 1 letter)
      string(APPEND base64 "${letter}")
    endforeach()
  endforeach()
  string(SUBSTRING "${base64}" 0 43 base64)
  set(${result} "${base64}=" PARENT_SCOPE)
endfunction()

file(READ ${FOLDER}/page.html page)
file(READ ${FOLDER}/page.js script)
file(READ ${FOLDER}/page.css style)
file(READ ${FOLDER}/pictures.css pictures)
file(READ ${CHART} chart)
string(PREPEND style "${pictures}")

# Pictures as files have no variables: each stands for its value.
string(REGEX MATCHALL "--[a-z0-9-]+: [^;]+;" variables "${pictures}")
string(REGEX REPLACE ":root {[^}]*}\n" "" pictures "${pictures}")
foreach(variable IN LISTS variables)
  if(variable MATCHES "^(--[a-z0-9-]+): (.+)$")
    string(REPLACE "var(${CMAKE_MATCH_1})" "${CMAKE_MATCH_2}" pictures "${pictures}")
  endif()
endforeach()
base64_of_sha256(script_hash "${script}")
base64_of_sha256(style_hash "${style}")
base64_of_sha256(chart_hash "${chart}")
string(REGEX REPLACE "script-src [^;]*;" "script-src 'none';" still "${page}")
string(REGEX REPLACE "{{data}}\n|<script>{{[a-z]+}}</script>\n" "" still "${still}")
foreach(part script style chart script_hash style_hash chart_hash)
  string(REPLACE "{{${part}}}" "${${part}}" page "${page}")
  string(REPLACE "{{${part}}}" "${${part}}" still "${still}")
endforeach()

set(source "#include \"analysis/assets/assets.hpp\"\n\nnamespace hotline {\n\n")
foreach(part page still pictures)
  string(APPEND source "const std::string_view k_${part} = R\"hotline(${${part}})hotline\";\n")
endforeach()
string(REPLACE "k_page" "kPageTemplate" source "${source}")
string(REPLACE "k_still" "kStillTemplate" source "${source}")
string(REPLACE "k_pictures" "kPictureStyle" source "${source}")
string(APPEND source "\n}  // namespace hotline\n")
file(WRITE ${OUTPUT} "${source}")
