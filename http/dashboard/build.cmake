# The pages, from TypeScript to a C++ source, in WORK so that the checkout stays
# as it is. The registry is asked only when package-lock.json has changed.
#   cmake -DSOURCE=… -DWORK=… -DOUT=… -DNODE=… -DNPM=… -P build.cmake

function(run what)
  execute_process(
    COMMAND ${ARGN}
    WORKING_DIRECTORY ${WORK}
    RESULT_VARIABLE failed
    OUTPUT_VARIABLE said
    ERROR_VARIABLE said)
  if(failed)
    message(FATAL_ERROR "${what}\n${said}")
  endif()
endfunction()

# -- the packages -------------------------------------------------------------

set(wanted "")
foreach(name package.json package-lock.json .npmrc)
  file(SHA256 ${SOURCE}/${name} hash)
  string(APPEND wanted "${hash} ${name}\n")
endforeach()
execute_process(COMMAND ${NODE} --version OUTPUT_VARIABLE version)
string(APPEND wanted "${version}")

set(stamp ${WORK}/node_modules/.installed)
set(present "")
if(EXISTS ${stamp})
  file(READ ${stamp} present)
endif()
if(NOT present STREQUAL wanted)
  file(MAKE_DIRECTORY ${WORK})
  file(COPY ${SOURCE}/package.json ${SOURCE}/package-lock.json ${SOURCE}/.npmrc
       DESTINATION ${WORK})
  run("npm could not install the packages of http/dashboard/package-lock.json; \
the first time it needs an npm registry. It said:"
      ${NPM} ci --ignore-scripts --prefer-offline --no-audit --no-fund)
  file(WRITE ${stamp} "${wanted}")
endif()

# -- the pages ----------------------------------------------------------------

file(REMOVE_RECURSE ${WORK}/source ${WORK}/dist)
file(GLOB files ${SOURCE}/*.html ${SOURCE}/*.json ${SOURCE}/*.mjs)
file(COPY ${files} ${SOURCE}/source DESTINATION ${WORK})
run("TypeScript finds mistakes in http/dashboard:"
    ${NODE} node_modules/typescript/bin/tsc)
run("Vite could not build http/dashboard:"
    ${NODE} node_modules/vite/bin/vite.js build --logLevel warn)
run("The pages could not be written as C++:"
    ${NODE} ${SOURCE}/embed.mjs dist ${OUT})
