<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;New drawing…</source>
        <translation>새 그림(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>열기(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>저장(&amp;S)</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>다른 이름으로 저장(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Export artwork…</source>
        <translation>완성 그림 내보내기(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>끝내기(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>실행 취소(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>다시 실행(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Clear drawing</source>
        <translation>그림 모두 지우기(&amp;C)</translation>
    </message>
    <message>
        <source>Copy art&amp;work</source>
        <translation>완성 그림 복사(&amp;W)</translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>설정(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Ink pen</source>
        <translation>잉크 펜(&amp;I)</translation>
    </message>
    <message>
        <source>Draws the lines of your picture</source>
        <translation>그림의 선을 그립니다</translation>
    </message>
    <message>
        <source>&amp;Colour brush</source>
        <translation>채색 붓(&amp;C)</translation>
    </message>
    <message>
        <source>A dab inside an outline colours that part of the artwork</source>
        <translation>윤곽선 안에 색을 찍으면 완성 그림의 그 부분에 색이 입혀집니다</translation>
    </message>
    <message>
        <source>&amp;Eraser</source>
        <translation>지우개(&amp;E)</translation>
    </message>
    <message>
        <source>Takes away lines and colour</source>
        <translation>선과 색을 함께 지웁니다</translation>
    </message>
    <message>
        <source>&amp;Fill</source>
        <translation>채우기(&amp;F)</translation>
    </message>
    <message>
        <source>Pours colour into an outline, even one with small gaps</source>
        <translation>윤곽 안에 색을 붓습니다. 선에 작은 틈이 있어도 됩니다</translation>
    </message>
    <message>
        <source>Straight &amp;line</source>
        <translation>직선(&amp;L)</translation>
    </message>
    <message>
        <source>Drag from end to end (Shift: steps of 15 degrees)</source>
        <translation>끝에서 끝으로 끌어 그립니다 (Shift: 15도 단위)</translation>
    </message>
    <message>
        <source>&amp;Rectangle</source>
        <translation>사각형(&amp;R)</translation>
    </message>
    <message>
        <source>Drag from corner to corner (Shift: a square)</source>
        <translation>모서리에서 모서리로 끌어 그립니다 (Shift: 정사각형)</translation>
    </message>
    <message>
        <source>Ellip&amp;se</source>
        <translation>타원(&amp;S)</translation>
    </message>
    <message>
        <source>Drag from corner to corner (Shift: a circle)</source>
        <translation>모서리에서 모서리로 끌어 그립니다 (Shift: 원)</translation>
    </message>
    <message>
        <source>&amp;Pick colour</source>
        <translation>색 추출(&amp;P)</translation>
    </message>
    <message>
        <source>Takes a colour from the drawing (hold Ctrl)</source>
        <translation>그림에서 색을 가져옵니다 (Ctrl을 누르고 있기)</translation>
    </message>
    <message>
        <source>&amp;Move view</source>
        <translation>화면 이동(&amp;M)</translation>
    </message>
    <message>
        <source>Moves the view (hold Space)</source>
        <translation>보이는 위치를 옮깁니다 (Space를 누르고 있기)</translation>
    </message>
    <message>
        <source>Smaller brush</source>
        <translation>붓 작게</translation>
    </message>
    <message>
        <source>Larger brush</source>
        <translation>붓 크게</translation>
    </message>
    <message>
        <source>Fainter brush</source>
        <translation>붓 옅게</translation>
    </message>
    <message>
        <source>Stronger brush</source>
        <translation>붓 진하게</translation>
    </message>
    <message>
        <source>Previous colour</source>
        <translation>이전 색</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>확대(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>축소(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation>100%(&amp;1)</translation>
    </message>
    <message>
        <source>&amp;Fit in window</source>
        <translation>창에 맞추기(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Mirror view</source>
        <translation>좌우로 뒤집어 보기(&amp;M)</translation>
    </message>
    <message>
        <source>Turn view &amp;left</source>
        <translation>왼쪽으로 돌려 보기(&amp;L)</translation>
    </message>
    <message>
        <source>Turn view &amp;back</source>
        <translation>돌린 화면 되돌리기(&amp;B)</translation>
    </message>
    <message>
        <source>Turn view &amp;right</source>
        <translation>오른쪽으로 돌려 보기(&amp;R)</translation>
    </message>
    <message>
        <source>Show &amp;panels</source>
        <translation>패널 보기(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Next pane</source>
        <translation>다음 영역으로(&amp;N)</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>전체 화면(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Pause painting</source>
        <translation>자동 그리기 일시 정지(&amp;P)</translation>
    </message>
    <message>
        <source>Stops the artwork from following the drawing</source>
        <translation>완성 그림이 더 이상 따라 그려지지 않게 합니다</translation>
    </message>
    <message>
        <source>&amp;Roll the colours</source>
        <translation>색 무작위로 바꾸기(&amp;R)</translation>
    </message>
    <message>
        <source>Rolls other colours for the artwork</source>
        <translation>주사위를 굴려 완성 그림의 색을 바꿉니다</translation>
    </message>
    <message>
        <source>&amp;Lock the colours</source>
        <translation>색 고정(&amp;L)</translation>
    </message>
    <message>
        <source>Keeps these colours, whatever is drawn</source>
        <translation>무엇을 그려도 이 색을 그대로 씁니다</translation>
    </message>
    <message>
        <source>&amp;Next style</source>
        <translation>다음 스타일(&amp;N)</translation>
    </message>
    <message>
        <source>Show artwork &amp;without paper</source>
        <translation>종이 없이 완성 그림 보기(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>단축키(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Sketchart</source>
        <translation>Sketchart 정보(&amp;A)</translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>You can draw, save and open. Put a style pack into {0}.</source>
        <translation>그리기, 저장, 열기는 할 수 있습니다. 스타일 팩을 {0} 폴더에 넣어 주세요.</translation>
    </message>
    <message>
        <source>No style to paint with yet</source>
        <translation>아직 쓸 수 있는 스타일이 없습니다</translation>
    </message>
    <message>
        <source>Painting failed</source>
        <translation>그리지 못했습니다</translation>
    </message>
    <message>
        <source>Getting ready to paint…</source>
        <translation>그릴 준비를 하고 있습니다…</translation>
    </message>
    <message>
        <source>Your artwork appears here</source>
        <translation>완성 그림이 여기에 나타납니다</translation>
    </message>
    <message>
        <source>It follows every stroke.</source>
        <translation>선을 그을 때마다 바로 바뀝니다.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>CPU (OpenVINO)</source>
        <translation>CPU (OpenVINO)</translation>
    </message>
    <message>
        <source>NVIDIA GPU</source>
        <translation>NVIDIA GPU</translation>
    </message>
    <message>
        <source>Apple GPU</source>
        <translation>Apple GPU</translation>
    </message>
    <message>
        <source>CPU (torch)</source>
        <translation>CPU (torch)</translation>
    </message>
</context>
<context>
    <name>ArtworkView</name>
    <message>
        <source>Artwork</source>
        <translation>완성 그림</translation>
    </message>
</context>
<context>
    <name>BrushBar</name>
    <message>
        <source>Brush size</source>
        <translation>붓 크기</translation>
    </message>
    <message>
        <source>Brush size ([ and ])</source>
        <translation>붓 크기 ([ 와 ])</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>불투명도</translation>
    </message>
    <message>
        <source>Brush opacity</source>
        <translation>붓 불투명도</translation>
    </message>
    <message>
        <source>How much the brush covers (O and Shift+O)</source>
        <translation>붓이 아래를 덮는 정도 (O, Shift+O)</translation>
    </message>
    <message>
        <source>{0} px</source>
        <translation>{0} px</translation>
    </message>
</context>
<context>
    <name>CanvasView</name>
    <message>
        <source>Drawing</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>Draw here</source>
        <translation>여기에 그려 보세요</translation>
    </message>
    <message>
        <source>Your lines become art beside them while you draw.</source>
        <translation>그리는 동안 옆에서 완성 그림이 만들어집니다.</translation>
    </message>
</context>
<context>
    <name>ColourPanel</name>
    <message>
        <source>Colour in hand: press for any colour</source>
        <translation>지금 쓰는 색: 눌러서 다른 색을 고르세요</translation>
    </message>
    <message>
        <source>Colour in hand</source>
        <translation>지금 쓰는 색</translation>
    </message>
    <message>
        <source>Drawing colour</source>
        <translation>그리기 색</translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>Something went wrong in the program.</source>
        <translation>프로그램에 문제가 생겼습니다.</translation>
    </message>
    <message>
        <source>Your drawing is still open: save it now. What happened: {0}</source>
        <translation>그림은 아직 열려 있으니 지금 저장해 주세요. 오류 내용: {0}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export artwork</source>
        <translation>완성 그림 내보내기</translation>
    </message>
    <message>
        <source>{0} × {1} pixels</source>
        <translation>{0} × {1} 픽셀</translation>
    </message>
    <message>
        <source>White paper</source>
        <translation>흰 종이</translation>
    </message>
    <message>
        <source>Transparent</source>
        <translation>투명</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>파일 선택…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>배경</translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message>
        <source>The drawing could not be made.</source>
        <translation>새 그림을 만들지 못했습니다.</translation>
    </message>
    <message>
        <source>Drawings and pictures ({0})</source>
        <translation>그림 및 이미지 ({0})</translation>
    </message>
    <message>
        <source>Open a drawing</source>
        <translation>그림 열기</translation>
    </message>
    <message>
        <source>“{0}” could not be opened.</source>
        <translation>“{0}” 파일을 열지 못했습니다.</translation>
    </message>
    <message>
        <source>Drawing.ora</source>
        <translation>그림.ora</translation>
    </message>
    <message>
        <source>OpenRaster drawing ({0})</source>
        <translation>OpenRaster 그림 ({0})</translation>
    </message>
    <message>
        <source>Save the drawing</source>
        <translation>그림 저장</translation>
    </message>
    <message>
        <source>Unsaved drawing</source>
        <translation>저장하지 않은 그림</translation>
    </message>
    <message>
        <source>Save the drawing before it goes?</source>
        <translation>닫기 전에 그림을 저장할까요?</translation>
    </message>
    <message>
        <source>What was drawn since the last save would be lost.</source>
        <translation>저장하지 않으면 마지막으로 저장한 뒤에 그린 내용이 사라집니다.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>저장 안 함</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Artwork</source>
        <translation>완성 그림</translation>
    </message>
    <message>
        <source>PNG picture ({0})</source>
        <translation>PNG 이미지 ({0})</translation>
    </message>
    <message>
        <source>Export artwork</source>
        <translation>완성 그림 내보내기</translation>
    </message>
    <message>
        <source>Painting the artwork for export…</source>
        <translation>내보낼 그림을 그리고 있습니다…</translation>
    </message>
    <message>
        <source>The artwork could not be exported.</source>
        <translation>완성 그림을 내보내지 못했습니다.</translation>
    </message>
    <message>
        <source>Exported {0}</source>
        <translation>{0} 내보냄</translation>
    </message>
    <message>
        <source>Artwork copied</source>
        <translation>완성 그림을 복사했습니다</translation>
    </message>
    <message>
        <source>“{0}” could not be saved.</source>
        <translation>“{0}” 파일을 저장하지 못했습니다.</translation>
    </message>
    <message>
        <source>Saved {0}</source>
        <translation>{0} 저장됨</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>확인</translation>
    </message>
</context>
<context>
    <name>InferenceThread</name>
    <message>
        <source>No style is ready to paint with.</source>
        <translation>아직 그릴 준비가 된 스타일이 없습니다.</translation>
    </message>
</context>
<context>
    <name>LivePreview</name>
    <message>
        <source>No style is ready to paint with.</source>
        <translation>아직 그릴 준비가 된 스타일이 없습니다.</translation>
    </message>
    <message>
        <source>The style was changed.</source>
        <translation>스타일이 바뀌었습니다.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>New drawing</source>
        <translation>새 그림</translation>
    </message>
    <message>
        <source>About Sketchart</source>
        <translation>Sketchart 정보</translation>
    </message>
    <message>
        <source>Draw, and watch it become art.
Everything happens on this computer: no account, no network.</source>
        <translation>그리면 눈앞에서 작품이 됩니다.
모든 작업은 이 컴퓨터 안에서만 이루어지며, 계정도 인터넷 연결도 필요 없습니다.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>편집(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>도구(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Artwork</source>
        <translation>완성 그림(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>최근 파일 열기(&amp;R)</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 설정 따르기</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>T&amp;heme</source>
        <translation>테마(&amp;H)</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>언어(&amp;G)</translation>
    </message>
    <message>
        <source>Paint &amp;with</source>
        <translation>그리는 장치(&amp;W)</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>아직 없음</translation>
    </message>
    <message>
        <source>Clear list</source>
        <translation>목록 지우기</translation>
    </message>
</context>
<context>
    <name>NewDrawingDialog</name>
    <message>
        <source>New drawing</source>
        <translation>새 그림</translation>
    </message>
    <message>
        <source>Own size</source>
        <translation>직접 입력</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>너비</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>높이</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>만들기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>규격</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
</context>
<context>
    <name>Recovery</name>
    <message>
        <source>Unsaved drawing found</source>
        <translation>저장하지 않은 그림이 있습니다</translation>
    </message>
    <message>
        <source>Sketchart ended without saving. Bring the drawing back?</source>
        <translation>Sketchart가 저장하지 않은 채 종료되었습니다. 그림을 되살릴까요?</translation>
    </message>
    <message>
        <source>Last drawn on: {0}. Steps: {1}.</source>
        <translation>마지막으로 그린 때: {0}, 작업 수: {1}</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>되살리기</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>Ask later</source>
        <translation>나중에</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 설정 따르기</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>테마</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Width of a new drawing</source>
        <translation>새 그림의 너비</translation>
    </message>
    <message>
        <source>Height of a new drawing</source>
        <translation>새 그림의 높이</translation>
    </message>
    <message>
        <source>Steady hand</source>
        <translation>손떨림 보정</translation>
    </message>
    <message>
        <source>Wobbles shorter than this are taken out of your lines.</source>
        <translation>이보다 짧은 떨림을 선에서 지웁니다.</translation>
    </message>
    <message>
        <source>Gaps the bucket closes</source>
        <translation>채우기가 막아 주는 틈</translation>
    </message>
    <message>
        <source>Poured colour does not leak through openings as wide as this.</source>
        <translation>이만큼 벌어진 틈으로는 부은 색이 새지 않습니다.</translation>
    </message>
    <message>
        <source>Memory for undo</source>
        <translation>실행 취소용 메모리</translation>
    </message>
    <message>
        <source>No step is ever lost: with less memory, far steps take longer.</source>
        <translation>단계가 사라지지는 않습니다. 메모리가 적으면 먼 단계로 돌아가는 데 시간이 더 걸립니다.</translation>
    </message>
    <message>
        <source>Paint with</source>
        <translation>그리는 장치</translation>
    </message>
    <message>
        <source>Larger shows more detail and takes longer. Exports have their own size.</source>
        <translation>클수록 세밀하지만 더 오래 걸립니다. 내보내는 크기는 따로 정합니다.</translation>
    </message>
    <message>
        <source>Keep the same colours</source>
        <translation>색 고정</translation>
    </message>
    <message>
        <source>The artwork&apos;s colours stay, whatever is drawn.</source>
        <translation>무엇을 그려도 완성 그림의 색이 그대로입니다.</translation>
    </message>
    <message>
        <source>Pen pressure changes the width</source>
        <translation>필압에 따라 선 굵기 바꾸기</translation>
    </message>
    <message>
        <source>Size of the live artwork</source>
        <translation>실시간 완성 그림의 크기</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>스타일</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Groups of settings</source>
        <translation>설정 묶음</translation>
    </message>
    <message>
        <source>Restore this page</source>
        <translation>이 쪽을 기본값으로</translation>
    </message>
    <message>
        <source>Gives every setting of this page its first value again</source>
        <translation>이 쪽의 모든 설정을 처음 값으로 되돌립니다</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>SettingsGroup</name>
    <message>
        <source>General</source>
        <translation>일반</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>캔버스</translation>
    </message>
    <message>
        <source>Pen tablet</source>
        <translation>펜 태블릿</translation>
    </message>
    <message>
        <source>Painting</source>
        <translation>그리기</translation>
    </message>
    <message>
        <source>Styles</source>
        <translation>스타일</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>검색</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>쓰기</translation>
    </message>
    <message>
        <source>This key instead of those the action has</source>
        <translation>지금 키 대신 이 키를 씁니다</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>더하기</translation>
    </message>
    <message>
        <source>This key beside those the action has</source>
        <translation>지금 키에 이 키를 더합니다</translation>
    </message>
    <message>
        <source>Remove keys</source>
        <translation>키 없애기</translation>
    </message>
    <message>
        <source>Leaves the action without keys</source>
        <translation>이 동작을 키 없이 둡니다</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Gives the action its first keys again</source>
        <translation>이 동작의 키를 처음대로 되돌립니다</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>모두 되돌리기</translation>
    </message>
    <message>
        <source>Gives every action its first keys again</source>
        <translation>모든 동작의 키를 처음대로 되돌립니다</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>동작과 키</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>동작</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>키</translation>
    </message>
    <message>
        <source>Move the view</source>
        <translation>화면 이동</translation>
    </message>
    <message>
        <source>Space + drag, middle button</source>
        <translation>Space + 끌기, 가운데 버튼</translation>
    </message>
    <message>
        <source>Zoom at the cursor</source>
        <translation>커서 위치에서 확대·축소</translation>
    </message>
    <message>
        <source>Mouse wheel</source>
        <translation>마우스 휠</translation>
    </message>
    <message>
        <source>Pick a colour from the drawing</source>
        <translation>그림에서 색 추출</translation>
    </message>
    <message>
        <source>Ctrl + click</source>
        <translation>Ctrl + 클릭</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Eraser end of the pen</source>
        <translation>펜 뒤쪽 지우개</translation>
    </message>
    <message>
        <source>Other keys for “{0}”</source>
        <translation>“{0}”의 새 키</translation>
    </message>
    <message>
        <source>This one cannot be changed</source>
        <translation>이 항목은 바꿀 수 없습니다</translation>
    </message>
    <message>
        <source>{0} belongs to the drawing itself.</source>
        <translation>{0} 키는 그림 자체에서 씁니다.</translation>
    </message>
    <message>
        <source>{0} belongs to {1} now, which would lose it.</source>
        <translation>{0} 키는 지금 {1}에서 씁니다. 바꾸면 그쪽 키가 없어집니다.</translation>
    </message>
    <message>
        <source>The keys could not be saved: they hold until the program ends.</source>
        <translation>키를 저장하지 못했습니다. 프로그램을 끝낼 때까지만 쓰입니다.</translation>
    </message>
    <message>
        <source>Every action has its first keys again.</source>
        <translation>모든 동작의 키가 처음대로 돌아왔습니다.</translation>
    </message>
    <message>
        <source>Plain letter keys work while the drawing has the focus.</source>
        <translation>글자 하나로 된 단축키는 그림 영역이 선택되어 있을 때 작동합니다.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>SizePreset</name>
    <message>
        <source>Square</source>
        <translation>정사각형</translation>
    </message>
    <message>
        <source>Square, large</source>
        <translation>큰 정사각형</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>가로형</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>세로형</translation>
    </message>
    <message>
        <source>Wide screen</source>
        <translation>와이드 화면</translation>
    </message>
    <message>
        <source>A4 at 150 dpi</source>
        <translation>A4 (150 dpi)</translation>
    </message>
    <message>
        <source>Webtoon strip</source>
        <translation>웹툰 원고</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>{0} · {1} ms</source>
        <translation>{0} · {1} ms</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Painting failed: {0}</source>
        <translation>그리지 못했습니다: {0}</translation>
    </message>
    <message>
        <source>Artwork is up to date</source>
        <translation>완성 그림이 최신 상태입니다</translation>
    </message>
    <message>
        <source>Painting…</source>
        <translation>그리는 중…</translation>
    </message>
    <message>
        <source>Waiting for the engine…</source>
        <translation>엔진을 준비하는 중…</translation>
    </message>
    <message>
        <source>Paused: the artwork does not follow the drawing</source>
        <translation>일시 정지됨: 완성 그림이 따라 바뀌지 않습니다</translation>
    </message>
    <message>
        <source>No style to paint with</source>
        <translation>쓸 수 있는 스타일이 없습니다</translation>
    </message>
    <message>
        <source>Ready: draw something</source>
        <translation>준비됨: 무엇이든 그려 보세요</translation>
    </message>
</context>
<context>
    <name>StyleCard</name>
    <message>
        <source>Style {0}</source>
        <translation>{0} 스타일</translation>
    </message>
</context>
<context>
    <name>StylePanel</name>
    <message>
        <source>Style</source>
        <translation>스타일</translation>
    </message>
    <message>
        <source>No style is installed.</source>
        <translation>설치된 스타일이 없습니다.</translation>
    </message>
    <message>
        <source>Blend</source>
        <translation>섞기</translation>
    </message>
    <message>
        <source>How much of a second style is mixed in</source>
        <translation>두 번째 스타일을 얼마나 섞을지 정합니다</translation>
    </message>
    <message>
        <source>Style to blend in</source>
        <translation>섞을 스타일</translation>
    </message>
    <message>
        <source>Colours of the artwork</source>
        <translation>완성 그림의 색</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>선</translation>
    </message>
    <message>
        <source>Keep my lines</source>
        <translation>내 선 살리기</translation>
    </message>
    <message>
        <source>How strongly your own lines lie over the artwork</source>
        <translation>직접 그린 선을 완성 그림 위에 얼마나 진하게 남길지 정합니다</translation>
    </message>
    <message>
        <source>Colour of the artwork</source>
        <translation>완성 그림의 색</translation>
    </message>
    <message>
        <source>Blend with {0}</source>
        <translation>{0} 섞기</translation>
    </message>
    <message>
        <source>Locked: these colours stay.</source>
        <translation>고정됨: 이 색을 그대로 씁니다.</translation>
    </message>
    <message>
        <source>Your dabs of colour come first.</source>
        <translation>직접 찍은 색을 먼저 씁니다.</translation>
    </message>
</context>
<context>
    <name>Swatch</name>
    <message>
        <source>Colour {0}</source>
        <translation>색 {0}</translation>
    </message>
</context>
</TS>
