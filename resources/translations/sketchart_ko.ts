<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Find unsaved drawings…</source>
        <translation>저장하지 않은 그림 찾기(&amp;F)…</translation>
    </message>
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
        <source>&amp;Close drawing</source>
        <translation>그림 닫기(&amp;C)</translation>
    </message>
    <message>
        <source>Next &amp;drawing</source>
        <translation>다음 그림(&amp;D)</translation>
    </message>
    <message>
        <source>Previous d&amp;rawing</source>
        <translation>이전 그림(&amp;R)</translation>
    </message>
    <message>
        <source>Import st&amp;yle…</source>
        <translation>스타일 가져오기(&amp;Y)…</translation>
    </message>
    <message>
        <source>Import style from an address…</source>
        <translation>주소에서 스타일 가져오기…</translation>
    </message>
    <message>
        <source>Import style from a folder…</source>
        <translation>폴더에서 스타일 가져오기…</translation>
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
        <source>C&amp;opy drawing</source>
        <translation>그림 복사(&amp;O)</translation>
    </message>
    <message>
        <source>Copy art&amp;work</source>
        <translation>완성 그림 복사(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Paste picture…</source>
        <translation>이미지 붙여넣기(&amp;P)…</translation>
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
        <source>Pe&amp;ncil</source>
        <translation>연필(&amp;N)</translation>
    </message>
    <message>
        <source>Soft lines: the harder you press, the darker</source>
        <translation>부드러운 선: 세게 누를수록 진해집니다</translation>
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
        <source>Mar&amp;ker</source>
        <translation>마커(&amp;K)</translation>
    </message>
    <message>
        <source>Even, see-through colour, stroke over stroke</source>
        <translation>고르고 비치는 색이 그을 때마다 겹쳐집니다</translation>
    </message>
    <message>
        <source>Air&amp;brush</source>
        <translation>에어브러시(&amp;B)</translation>
    </message>
    <message>
        <source>Soft clouds of colour</source>
        <translation>안개처럼 부드럽게 색을 뿌립니다</translation>
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
        <source>Back to the brush</source>
        <translation>붓으로 돌아가기</translation>
    </message>
    <message>
        <source>Previous brush</source>
        <translation>이전 붓</translation>
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
        <source>First colour</source>
        <translation>처음 색</translation>
    </message>
    <message>
        <source>The colour that the tool began with</source>
        <translation>이 도구가 처음에 쓰던 색입니다</translation>
    </message>
    <message>
        <source>&amp;Import picture…</source>
        <translation>이미지 가져오기(&amp;I)…</translation>
    </message>
    <message>
        <source>Brings in a photo or a drawing: to trace, as lines, or as colours</source>
        <translation>사진이나 그림을 가져와 따라 그리거나, 선이나 색으로 씁니다</translation>
    </message>
    <message>
        <source>&amp;Make ink from picture…</source>
        <translation>이미지에서 선 따기(&amp;M)…</translation>
    </message>
    <message>
        <source>Draws the lines of the picture to trace into the ink</source>
        <translation>따라 그릴 이미지의 선을 잉크에 그려 넣습니다</translation>
    </message>
    <message>
        <source>M&amp;ove and turn the picture</source>
        <translation>이미지 옮기고 돌리기(&amp;O)</translation>
    </message>
    <message>
        <source>Drag the picture to trace, its corners, or the knob above</source>
        <translation>따라 그릴 이미지나 모서리, 위쪽 손잡이를 끌어 보세요</translation>
    </message>
    <message>
        <source>&amp;Fit picture into paper</source>
        <translation>이미지를 종이 안에 맞추기(&amp;F)</translation>
    </message>
    <message>
        <source>Fill &amp;paper with picture</source>
        <translation>이미지로 종이 채우기(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Remove picture</source>
        <translation>이미지 없애기(&amp;R)</translation>
    </message>
    <message>
        <source>Layer &amp;above</source>
        <translation>위 레이어(&amp;A)</translation>
    </message>
    <message>
        <source>Layer &amp;below</source>
        <translation>아래 레이어(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Empty this layer</source>
        <translation>이 레이어 비우기(&amp;E)</translation>
    </message>
    <message>
        <source>Takes away all that is on the layer drawn on</source>
        <translation>지금 그리는 레이어의 내용을 모두 지웁니다</translation>
    </message>
    <message>
        <source>&amp;Steady hand</source>
        <translation>손떨림 보정(&amp;S)</translation>
    </message>
    <message>
        <source>Off, light and strong in turn</source>
        <translation>끔, 약하게, 강하게 순서로 바뀝니다</translation>
    </message>
    <message>
        <source>S&amp;nap to a shape when I hold still</source>
        <translation>멈추면 반듯한 도형으로(&amp;N)</translation>
    </message>
    <message>
        <source>Rest the pen at the end of a stroke</source>
        <translation>선 끝에서 펜을 잠시 멈추세요</translation>
    </message>
    <message>
        <source>&amp;Tidy lines</source>
        <translation>선 정리(&amp;T)</translation>
    </message>
    <message>
        <source>Smooths wobbles, closes gaps and joins ends of all your lines</source>
        <translation>모든 선의 떨림을 다듬고, 틈을 메우고, 끝을 이어 줍니다</translation>
    </message>
    <message>
        <source>S&amp;ymmetry on or off</source>
        <translation>대칭 켜기/끄기(&amp;Y)</translation>
    </message>
    <message>
        <source>Mirror &amp;left and right</source>
        <translation>좌우 대칭(&amp;L)</translation>
    </message>
    <message>
        <source>Mirror &amp;up and down</source>
        <translation>상하 대칭(&amp;U)</translation>
    </message>
    <message>
        <source>Mirror &amp;both ways</source>
        <translation>상하좌우 대칭(&amp;B)</translation>
    </message>
    <message>
        <source>Turn &amp;round a centre</source>
        <translation>회전 대칭(&amp;R)</translation>
    </message>
    <message>
        <source>Symmetry to the &amp;middle</source>
        <translation>대칭축을 가운데로(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Pen and tablet…</source>
        <translation>펜과 태블릿(&amp;P)…</translation>
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
        <source>Fit &amp;width</source>
        <translation>너비에 맞추기(&amp;W)</translation>
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
        <source>&amp;Colours</source>
        <translation>색(&amp;C)</translation>
    </message>
    <message>
        <source>Colour wheel, palettes and the colours used last</source>
        <translation>색상환, 팔레트, 최근에 쓴 색</translation>
    </message>
    <message>
        <source>Where the style &amp;looked</source>
        <translation>스타일이 살펴본 곳(&amp;L)</translation>
    </message>
    <message>
        <source>What in your drawing the artwork under the pen hangs on</source>
        <translation>펜 아래의 완성 그림이 그림의 어디에서 왔는지 보여 줍니다</translation>
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
        <source>Next l&amp;ook</source>
        <translation>다음 룩(&amp;O)</translation>
    </message>
    <message>
        <source>Show artwork &amp;without paper</source>
        <translation>종이 없이 완성 그림 보기(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Keep in the gallery</source>
        <translation>갤러리에 담기(&amp;K)</translation>
    </message>
    <message>
        <source>Keeps this artwork with the drawing that made it</source>
        <translation>이 완성 그림을 바탕이 된 그림과 함께 담아 둡니다</translation>
    </message>
    <message>
        <source>&amp;Gallery…</source>
        <translation>갤러리(&amp;G)…</translation>
    </message>
    <message>
        <source>&amp;Swipe to compare</source>
        <translation>밀어서 비교(&amp;S)</translation>
    </message>
    <message>
        <source>A line to drag: the drawing on one side, the artwork on the other</source>
        <translation>가운데 선을 끌어 그림과 완성 그림을 양쪽에 놓고 봅니다</translation>
    </message>
    <message>
        <source>All styles in a &amp;grid</source>
        <translation>모든 스타일 한눈에(&amp;G)</translation>
    </message>
    <message>
        <source>Your drawing in every style; click the one you like</source>
        <translation>내 그림을 모든 스타일로 보고, 마음에 드는 것을 누르세요</translation>
    </message>
    <message>
        <source>Lay the artwork &amp;over the drawing</source>
        <translation>완성 그림을 그림 위에 겹치기(&amp;O)</translation>
    </message>
    <message>
        <source>Draw on top of your artwork</source>
        <translation>완성 그림 위에 바로 그립니다</translation>
    </message>
    <message>
        <source>Artwork in its own &amp;window</source>
        <translation>완성 그림을 별도 창으로(&amp;W)</translation>
    </message>
    <message>
        <source>For a second screen. Closing it brings the artwork back</source>
        <translation>두 번째 화면에 좋습니다. 창을 닫으면 제자리로 돌아옵니다</translation>
    </message>
    <message>
        <source>&amp;Move drawing and artwork together</source>
        <translation>그림과 완성 그림 함께 움직이기(&amp;M)</translation>
    </message>
    <message>
        <source>Zoom and turn one, and the other follows</source>
        <translation>한쪽을 확대하거나 돌리면 다른 쪽도 따라갑니다</translation>
    </message>
    <message>
        <source>&amp;Welcome page</source>
        <translation>시작 화면(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Draw a cat in 6 strokes</source>
        <translation>선 6개로 고양이 그리기(&amp;D)</translation>
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
    <name>AidButtons</name>
    <message>
        <source>Steady hand</source>
        <translation>손떨림 보정</translation>
    </message>
    <message>
        <source>Symmetry</source>
        <translation>대칭</translation>
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
    <message>
        <source>Soft</source>
        <translation>부드럽게</translation>
    </message>
    <message>
        <source>Even</source>
        <translation>고르게</translation>
    </message>
    <message>
        <source>Firm</source>
        <translation>단단하게</translation>
    </message>
    <message>
        <source>My own</source>
        <translation>직접 만든 곡선</translation>
    </message>
</context>
<context>
    <name>ArtworkDrag</name>
    <message>
        <source>Artwork</source>
        <translation>완성 그림</translation>
    </message>
</context>
<context>
    <name>ArtworkView</name>
    <message>
        <source>Artwork</source>
        <translation>완성 그림</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>그림</translation>
    </message>
</context>
<context>
    <name>ArtworkWindow</name>
    <message>
        <source>Artwork – Sketchart</source>
        <translation>완성 그림 – Sketchart</translation>
    </message>
</context>
<context>
    <name>BrushBar</name>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
</context>
<context>
    <name>BrushDot</name>
    <message>
        <source>Brush settings</source>
        <translation>브러시 설정</translation>
    </message>
    <message>
        <source>Fill the shape</source>
        <translation>도형 전체 채우기</translation>
    </message>
    <message>
        <source>A firm touch of colour fills the shape it lies in. A soft one only shades.</source>
        <translation>또렷하게 칠한 색은 그 자리의 도형을 모두 채우고, 부드럽게 칠한 색은 칠한 곳만 물들입니다.</translation>
    </message>
    <message>
        <source>Shade where painted</source>
        <translation>칠한 곳만 물들이기</translation>
    </message>
    <message>
        <source>Colour tints just the place it is painted on: cheeks, shadows, patterns.</source>
        <translation>볼, 그림자, 무늬처럼 칠한 자리에만 색이 물듭니다.</translation>
    </message>
</context>
<context>
    <name>BrushSliders</name>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Brush size ([ and ], or Shift and drag)</source>
        <translation>붓 크기 ([, ] 또는 Shift + 끌기)</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>불투명도</translation>
    </message>
    <message>
        <source>How much the brush covers (I and O)</source>
        <translation>붓이 아래를 덮는 정도 (I, O)</translation>
    </message>
    <message>
        <source>Hardness</source>
        <translation>경도</translation>
    </message>
    <message>
        <source>A hard edge, or a soft one</source>
        <translation>가장자리를 또렷하게 또는 부드럽게</translation>
    </message>
    <message>
        <source>Closes gaps</source>
        <translation>틈 막기</translation>
    </message>
    <message>
        <source>Colour does not leak through openings as wide as this</source>
        <translation>이만큼 벌어진 틈으로는 색이 새지 않습니다</translation>
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
    <name>CatGuide</name>
    <message>
        <source>Nearly! Follow the dots, or press Next. Ctrl+Z takes a line back.</source>
        <translation>거의 다 됐어요! 점을 따라 그리거나 ‘다음’을 누르세요. Ctrl+Z를 누르면 선이 지워져요.</translation>
    </message>
    <message>
        <source>1. A big round head</source>
        <translation>1. 크고 둥근 머리</translation>
    </message>
    <message>
        <source>Follow the dots with your pen or mouse. Wobbly is fine!</source>
        <translation>펜이나 마우스로 점을 따라 그려 보세요. 삐뚤빼뚤해도 괜찮아요!</translation>
    </message>
    <message>
        <source>2. One ear</source>
        <translation>2. 한쪽 귀</translation>
    </message>
    <message>
        <source>Up to the tip, and down again.</source>
        <translation>뾰족한 끝까지 올라갔다가 다시 내려와요.</translation>
    </message>
    <message>
        <source>3. The other ear</source>
        <translation>3. 다른 쪽 귀</translation>
    </message>
    <message>
        <source>Watch the right side: your art is growing already.</source>
        <translation>오른쪽을 보세요. 벌써 작품이 되고 있어요.</translation>
    </message>
    <message>
        <source>4. One eye</source>
        <translation>4. 한쪽 눈</translation>
    </message>
    <message>
        <source>A small egg.</source>
        <translation>작은 달걀 모양이에요.</translation>
    </message>
    <message>
        <source>5. The other eye</source>
        <translation>5. 다른 쪽 눈</translation>
    </message>
    <message>
        <source>Just like the first one.</source>
        <translation>아까와 똑같이 그려요.</translation>
    </message>
    <message>
        <source>6. A smile</source>
        <translation>6. 웃는 입</translation>
    </message>
    <message>
        <source>Like a round letter w. This is the last line.</source>
        <translation>둥근 w 모양이에요. 이제 마지막 선이에요.</translation>
    </message>
    <message>
        <source>A cat! You made a picture.</source>
        <translation>고양이다! 그림을 완성했어요.</translation>
    </message>
    <message>
        <source>Now add a dab of colour: one firm stroke fills a shape. Soft colour only shades.</source>
        <translation>이제 색을 칠해 보세요. 또렷한 한 획은 도형을 채우고, 에어브러시의 부드러운 색은 칠한 곳만 물들여요.</translation>
    </message>
    <message>
        <source>Beautiful. It is yours.</source>
        <translation>멋져요. 나만의 작품이에요.</translation>
    </message>
    <message>
        <source>Roll the dice for other colours, try another style, or draw whiskers, a hat, a friend.</source>
        <translation>주사위를 굴려 색을 바꾸거나, 다른 스타일을 써 보거나, 수염과 모자, 친구를 그려 보세요.</translation>
    </message>
</context>
<context>
    <name>ChangedFile</name>
    <message>
        <source>The file was changed</source>
        <translation>파일이 바뀌었습니다</translation>
    </message>
    <message>
        <source>Another program changed “{0}” since it was opened here.</source>
        <translation>여기서 연 뒤에 다른 프로그램이 “{0}” 파일을 바꾸었습니다.</translation>
    </message>
    <message>
        <source>Overwriting loses what the other program saved. Loading it opens it beside your drawing, which stays.</source>
        <translation>덮어쓰면 다른 프로그램이 저장한 내용을 잃습니다. 불러오면 지금 그림은 열린 채로 두고 그 옆에 엽니다.</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>사본으로 저장…</translation>
    </message>
    <message>
        <source>Load theirs</source>
        <translation>바뀐 파일 불러오기</translation>
    </message>
    <message>
        <source>Overwrite</source>
        <translation>덮어쓰기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>ColourDrawer</name>
    <message>
        <source>Colour</source>
        <translation>색</translation>
    </message>
    <message>
        <source>Close the colours</source>
        <translation>색 패널 닫기</translation>
    </message>
    <message>
        <source>Used last</source>
        <translation>최근에 쓴 색</translation>
    </message>
    <message>
        <source>The colour before (X)</source>
        <translation>이전 색 (X)</translation>
    </message>
</context>
<context>
    <name>ColourGrid</name>
    <message>
        <source>Empty</source>
        <translation>빈칸</translation>
    </message>
    <message>
        <source>Move to the left</source>
        <translation>왼쪽으로 옮기기</translation>
    </message>
    <message>
        <source>Move to the right</source>
        <translation>오른쪽으로 옮기기</translation>
    </message>
    <message>
        <source>Remove colour</source>
        <translation>색 없애기</translation>
    </message>
</context>
<context>
    <name>ColourPanel</name>
    <message>
        <source>Colour in hand: press for the wheel and palettes</source>
        <translation>지금 쓰는 색: 누르면 색상환과 팔레트가 열립니다</translation>
    </message>
    <message>
        <source>Colour in hand</source>
        <translation>지금 쓰는 색</translation>
    </message>
    <message>
        <source>The colour before: press to swap (X)</source>
        <translation>이전 색: 눌러서 바꾸기 (X)</translation>
    </message>
    <message>
        <source>The colour before</source>
        <translation>이전 색</translation>
    </message>
</context>
<context>
    <name>ColourWheel</name>
    <message>
        <source>Ring: hue. Square: how strong and how bright. Arrow keys work, with Shift on the ring.</source>
        <translation>고리: 색상. 사각형: 채도와 밝기. 화살표 키로도 옮길 수 있고, Shift와 함께 누르면 고리가 움직입니다.</translation>
    </message>
    <message>
        <source>Colour wheel</source>
        <translation>색상환</translation>
    </message>
    <message>
        <source>{0}: hue {1}°, saturation {2} %, brightness {3} %</source>
        <translation>{0}: 색상 {1}°, 채도 {2}%, 밝기 {3}%</translation>
    </message>
</context>
<context>
    <name>ComparisonView</name>
    <message>
        <source>The new style beside the one it began with</source>
        <translation>새 스타일과 처음 스타일을 나란히</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>처음</translation>
    </message>
    <message>
        <source>New</source>
        <translation>새 스타일</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>내 작품</translation>
    </message>
    <message>
        <source>Drawings it never saw: before, new, and yours</source>
        <translation>배울 때 보지 않은 그림: 처음, 새 스타일, 내 작품</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Name of the style</source>
        <translation>스타일 이름</translation>
    </message>
    <message>
        <source>Keep as a style</source>
        <translation>스타일로 간직</translation>
    </message>
    <message>
        <source>It is installed, and chosen</source>
        <translation>설치하고 바로 고릅니다</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>It is nearer to your pictures than the style it began with, in both measures.</source>
        <translation>두 가지 척도 모두에서 처음 스타일보다 내 작품에 더 가깝습니다.</translation>
    </message>
    <message>
        <source>It is not nearer to your pictures than the style it began with. More drawings or more time may help; you can keep it all the same.</source>
        <translation>처음 스타일보다 내 작품에 더 가깝지는 않습니다. 그림이나 시간을 늘리면 나아질 수 있고, 그래도 간직할 수 있습니다.</translation>
    </message>
    <message>
        <source>Measured on {0} drawings that it never saw</source>
        <translation>배울 때 보지 않은 그림 {0}장으로 쟀습니다</translation>
    </message>
    <message>
        <source>Measured on the drawings it learnt from: there were too few to set any apart</source>
        <translation>배운 그림으로 쟀습니다: 따로 떼어 두기에는 너무 적었습니다</translation>
    </message>
    <message>
        <source>mean difference of colours (L1 over white, 0 to 1)</source>
        <translation>색의 평균 차이 (흰 바탕 L1, 0~1)</translation>
    </message>
    <message>
        <source>difference of lines and texture (perceptual distance)</source>
        <translation>선과 질감의 차이 (지각 거리)</translation>
    </message>
    <message>
        <source>{0}: from {1} to {2} ({3})</source>
        <translation>{0}: {1}에서 {2}로 ({3})</translation>
    </message>
</context>
<context>
    <name>DrawingTabs</name>
    <message>
        <source>New drawing</source>
        <translation>새 그림</translation>
    </message>
    <message>
        <source>New drawing {0}</source>
        <translation>새 그림 {0}</translation>
    </message>
    <message>
        <source>{0} (not saved)</source>
        <translation>{0} (저장 안 됨)</translation>
    </message>
    <message>
        <source>Close {0}</source>
        <translation>{0} 닫기</translation>
    </message>
    <message>
        <source>Open drawings</source>
        <translation>열린 그림</translation>
    </message>
</context>
<context>
    <name>Drops</name>
    <message>
        <source>{0} is on the web: save it first, then drop the file here.</source>
        <translation>{0}은(는) 웹에 있습니다. 먼저 저장한 다음 그 파일을 여기에 놓으세요.</translation>
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
    <name>Errors</name>
    <message>
        <source>A picture of {0} x {1} pixels cannot be drawn on.</source>
        <translation>{0} x {1} 픽셀 이미지에는 그릴 수 없습니다.</translation>
    </message>
    <message>
        <source>The picture has {0} x {1} pixels; at most {2} on a side and {3} million in all are supported.</source>
        <translation>이미지가 {0} x {1} 픽셀입니다. 한 변은 {2}픽셀, 전체는 {3}백만 픽셀까지 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>The drawing was made by a newer version of the program.</source>
        <translation>더 새로운 버전의 프로그램에서 만든 그림입니다.</translation>
    </message>
    <message>
        <source>The drawing&apos;s log is damaged.</source>
        <translation>그림의 작업 기록이 손상되었습니다.</translation>
    </message>
    <message>
        <source>The drawing&apos;s layers are too large.</source>
        <translation>그림의 레이어가 너무 큽니다.</translation>
    </message>
    <message>
        <source>The drawing has too many layers.</source>
        <translation>그림에 레이어가 너무 많습니다.</translation>
    </message>
    <message>
        <source>The drawing&apos;s list of layers is damaged.</source>
        <translation>그림의 레이어 목록이 손상되었습니다.</translation>
    </message>
    <message>
        <source>The drawing holds too many operations.</source>
        <translation>그림에 작업이 너무 많이 들어 있습니다.</translation>
    </message>
    <message>
        <source>The drawing holds a damaged picture.</source>
        <translation>그림에 손상된 이미지가 들어 있습니다.</translation>
    </message>
    <message>
        <source>The drawing holds a damaged stroke.</source>
        <translation>그림에 손상된 선이 들어 있습니다.</translation>
    </message>
    <message>
        <source>The drawing holds a damaged operation.</source>
        <translation>그림에 손상된 작업이 들어 있습니다.</translation>
    </message>
    <message>
        <source>The drawing holds an impossible value for {0}.</source>
        <translation>그림에 들어 있는 값이 잘못되었습니다: {0}.</translation>
    </message>
    <message>
        <source>The crash journal cannot be written: {0}.</source>
        <translation>복구 기록을 쓸 수 없습니다: {0}.</translation>
    </message>
    <message>
        <source>The crash journal cannot be read: {0}.</source>
        <translation>복구 기록을 읽을 수 없습니다: {0}.</translation>
    </message>
    <message>
        <source>The crash journal is damaged, or newer than the program.</source>
        <translation>복구 기록이 손상되었거나 이 프로그램보다 새 버전의 것입니다.</translation>
    </message>
    <message>
        <source>The artwork could not be kept: {0}.</source>
        <translation>완성 그림을 담지 못했습니다: {0}.</translation>
    </message>
    <message>
        <source>The mark could not be kept: {0}.</source>
        <translation>표시를 저장하지 못했습니다: {0}.</translation>
    </message>
    <message>
        <source>The artwork could not be deleted: {0}.</source>
        <translation>완성 그림을 삭제하지 못했습니다: {0}.</translation>
    </message>
    <message>
        <source>The artwork could not be brought back: {0}.</source>
        <translation>완성 그림을 되살리지 못했습니다: {0}.</translation>
    </message>
    <message>
        <source>This artwork is not in the gallery any more.</source>
        <translation>이 완성 그림은 이제 갤러리에 없습니다.</translation>
    </message>
    <message>
        <source>The picture could not be written as PNG.</source>
        <translation>이미지를 PNG로 저장하지 못했습니다.</translation>
    </message>
    <message>
        <source>This is no GIMP palette (.gpl).</source>
        <translation>GIMP 팔레트(.gpl)가 아닙니다.</translation>
    </message>
    <message>
        <source>Line {0} of the palette is no colour.</source>
        <translation>팔레트의 {0}번째 줄은 색이 아닙니다.</translation>
    </message>
    <message>
        <source>The palette has more than {0} colours.</source>
        <translation>팔레트의 색이 {0}개를 넘습니다.</translation>
    </message>
    <message>
        <source>There is too little memory to paint a picture of this size.</source>
        <translation>이 크기의 이미지를 그리기에는 메모리가 모자랍니다.</translation>
    </message>
    <message>
        <source>The device&apos;s memory is too small for this picture: painted on the CPU.</source>
        <translation>장치의 메모리가 모자라 CPU로 그렸습니다.</translation>
    </message>
    <message>
        <source>torch cannot use the device {0} on this computer.</source>
        <translation>이 컴퓨터에서는 torch가 {0} 장치를 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>torch could not compute the artwork on {0}.</source>
        <translation>torch가 {0} 장치에서 완성 그림을 계산하지 못했습니다.</translation>
    </message>
    <message>
        <source>OpenVINO could not start on this computer&apos;s CPU.</source>
        <translation>이 컴퓨터의 CPU에서 OpenVINO를 시작하지 못했습니다.</translation>
    </message>
    <message>
        <source>OpenVINO could not compute the artwork.</source>
        <translation>OpenVINO가 완성 그림을 계산하지 못했습니다.</translation>
    </message>
    <message>
        <source>OpenVINO could not prepare the generator for {0} x {1} pixels.</source>
        <translation>OpenVINO가 {0} x {1} 픽셀용 생성기를 준비하지 못했습니다.</translation>
    </message>
    <message>
        <source>The style&apos;s weights cannot be loaded.</source>
        <translation>스타일의 가중치를 불러올 수 없습니다.</translation>
    </message>
    <message>
        <source>The style&apos;s weights cannot be read.</source>
        <translation>스타일의 가중치를 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The style&apos;s generator file cannot be read.</source>
        <translation>스타일의 생성기 파일을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The style&apos;s file {0} is missing.</source>
        <translation>스타일 파일이 없습니다: {0}.</translation>
    </message>
    <message>
        <source>The style&apos;s file {0} is empty.</source>
        <translation>스타일 파일이 비어 있습니다: {0}.</translation>
    </message>
    <message>
        <source>The style&apos;s file {0} is damaged.</source>
        <translation>스타일 파일이 손상되었습니다: {0}.</translation>
    </message>
    <message>
        <source>The style&apos;s file {0} is damaged or was changed: its SHA-256 is wrong.</source>
        <translation>스타일 파일 {0}: 손상되었거나 바뀌었습니다(SHA-256 불일치).</translation>
    </message>
    <message>
        <source>A style needs to say its licence, its source and its author.</source>
        <translation>스타일에는 라이선스, 출처, 만든 사람이 있어야 합니다.</translation>
    </message>
    <message>
        <source>A style is downloaded by https alone.</source>
        <translation>스타일은 https로만 내려받습니다.</translation>
    </message>
    <message>
        <source>The file is too large to import.</source>
        <translation>파일이 너무 커서 가져올 수 없습니다.</translation>
    </message>
    <message>
        <source>The file could not be downloaded: {0}.</source>
        <translation>파일을 내려받지 못했습니다: {0}.</translation>
    </message>
    <message>
        <source>The checkpoint holds no weights by name.</source>
        <translation>체크포인트에 이름 붙은 가중치가 없습니다.</translation>
    </message>
    <message>
        <source>The checkpoint holds too many tensors.</source>
        <translation>체크포인트에 텐서가 너무 많습니다.</translation>
    </message>
    <message>
        <source>The checkpoint claims more weights than any known generator has.</source>
        <translation>체크포인트가 알려진 어떤 생성기보다 많은 가중치를 담았다고 합니다.</translation>
    </message>
    <message>
        <source>The checkpoint needs more memory than an import may take.</source>
        <translation>이 체크포인트는 가져오기에 허용된 것보다 많은 메모리가 필요합니다.</translation>
    </message>
    <message>
        <source>The checkpoint could not be converted ({0}).</source>
        <translation>체크포인트를 변환하지 못했습니다({0}).</translation>
    </message>
    <message>
        <source>The checkpoint is of no family that can be imported (its weights: {0}...).</source>
        <translation>가져올 수 있는 계열의 체크포인트가 아닙니다(가중치: {0}…).</translation>
    </message>
    <message>
        <source>The checkpoint is not of the family {0}: it has no such weights.</source>
        <translation>{0} 계열의 체크포인트가 아닙니다. 그런 가중치가 없습니다.</translation>
    </message>
    <message>
        <source>The checkpoint is not of the family {0}: it is a network of ncnn.</source>
        <translation>{0} 계열의 체크포인트가 아니라 ncnn 신경망입니다.</translation>
    </message>
    <message>
        <source>An ONNX file is imported as it is: its family is onnx.</source>
        <translation>ONNX 파일은 그대로 가져오며, 계열은 onnx입니다.</translation>
    </message>
    <message>
        <source>The checkpoint is no {0} that can be imported: {1}: {2}.</source>
        <translation>가져올 수 있는 {0} 체크포인트가 아닙니다: {1}: {2}.</translation>
    </message>
    <message>
        <source>The checkpoint does not fit a {0} network: {1} is {2} and should be {3}.</source>
        <translation>체크포인트가 {0} 신경망과 맞지 않습니다: {1}의 크기가 {2}인데 {3}이어야 합니다.</translation>
    </message>
    <message>
        <source>The checkpoint does not fit a {0} network: {1} is missing.</source>
        <translation>체크포인트가 {0} 신경망과 맞지 않습니다: {1} 항목이 없습니다.</translation>
    </message>
    <message>
        <source>The checkpoint does not fit a {0} network: {1} does not belong there.</source>
        <translation>체크포인트가 {0} 신경망과 맞지 않습니다: {1} 항목은 있을 수 없습니다.</translation>
    </message>
    <message>
        <source>The checkpoint&apos;s weights do not fit together as {0} ones do.</source>
        <translation>체크포인트의 가중치가 {0} 신경망처럼 서로 맞지 않습니다.</translation>
    </message>
    <message>
        <source>The checkpoint&apos;s {0} is of a kind that cannot be imported.</source>
        <translation>체크포인트의 {0} 항목은 가져올 수 없는 종류입니다.</translation>
    </message>
    <message>
        <source>The checkpoint&apos;s {0} holds values that are no numbers.</source>
        <translation>체크포인트의 {0} 항목에 숫자가 아닌 값이 있습니다.</translation>
    </message>
    <message>
        <source>The checkpoint&apos;s {0} holds values too large for a style pack.</source>
        <translation>체크포인트의 {0} 항목에 스타일 팩에 담기에는 너무 큰 값이 있습니다.</translation>
    </message>
    <message>
        <source>The network reads {0} and answers {1} channels; pictures have 3 or 1.</source>
        <translation>신경망이 채널 {0}개를 읽고 {1}개를 내놓습니다. 이미지는 3개나 1개입니다.</translation>
    </message>
    <message>
        <source>The network&apos;s answer is no picture.</source>
        <translation>신경망이 내놓은 것이 이미지가 아닙니다.</translation>
    </message>
    <message>
        <source>OpenVINO and torch differ by {0}/255 on this network; it was not imported.</source>
        <translation>이 신경망에서 OpenVINO와 torch의 결과가 {0}/255만큼 달라 가져오지 않았습니다.</translation>
    </message>
    <message>
        <source>The ONNX file has {0} inputs and {1} outputs; one picture each.</source>
        <translation>ONNX 파일의 입력이 {0}개, 출력이 {1}개입니다. 이미지 하나씩이어야 합니다.</translation>
    </message>
    <message>
        <source>The ONNX file does not read one picture of three channels.</source>
        <translation>ONNX 파일이 채널이 셋인 이미지 하나를 읽지 않습니다.</translation>
    </message>
    <message>
        <source>The ONNX file holds weights that are no numbers.</source>
        <translation>ONNX 파일에 숫자가 아닌 가중치가 있습니다.</translation>
    </message>
    <message>
        <source>The ONNX network could not be run on a picture, or its answer is none of the same shape.</source>
        <translation>ONNX 신경망을 이미지에 실행하지 못했거나 결과의 모양이 다릅니다.</translation>
    </message>
    <message>
        <source>The folder {0} holds no weights as .npy files.</source>
        <translation>{0}: 이 폴더에 .npy 가중치 파일이 없습니다.</translation>
    </message>
    <message>
        <source>The folder {0} is too large to import.</source>
        <translation>{0}: 이 폴더는 너무 커서 가져올 수 없습니다.</translation>
    </message>
    <message>
        <source>There is no family called {0}. Families: {1}.</source>
        <translation>{0}(이)라는 계열은 없습니다. 계열: {1}.</translation>
    </message>
    <message>
        <source>There is no file or folder {0}.</source>
        <translation>{0}: 그런 파일이나 폴더가 없습니다.</translation>
    </message>
    <message>
        <source>Importing needs more packages ({0}): pip install &apos;sketchart[train]&apos;</source>
        <translation>가져오려면 패키지가 더 필요합니다({0}): pip install &apos;sketchart[train]&apos;</translation>
    </message>
    <message>
        <source>The import was stopped.</source>
        <translation>가져오기를 멈췄습니다.</translation>
    </message>
    <message>
        <source>The import took too long and was stopped.</source>
        <translation>가져오기가 너무 오래 걸려 멈췄습니다.</translation>
    </message>
    <message>
        <source>The import ended without a word; the checkpoint may need more memory than there is.</source>
        <translation>가져오기가 갑자기 끝났습니다. 체크포인트에 필요한 메모리가 모자랄 수 있습니다.</translation>
    </message>
    <message>
        <source>The style {0} came with the app and cannot be replaced.</source>
        <translation>{0}: 프로그램에 들어 있는 스타일이라 바꿀 수 없습니다.</translation>
    </message>
    <message>
        <source>The style&apos;s {0} is not valid: {1}.</source>
        <translation>스타일의 {0} 항목이 올바르지 않습니다: {1}.</translation>
    </message>
    <message>
        <source>The style&apos;s weights hold values that are no numbers, in {0}.</source>
        <translation>스타일의 가중치 {0}에 숫자가 아닌 값이 있습니다.</translation>
    </message>
    <message>
        <source>The style file is empty or holds too many files.</source>
        <translation>스타일 파일이 비었거나 안에 파일이 너무 많습니다.</translation>
    </message>
    <message>
        <source>MUNIT&apos;s own code and checkpoints are CC BY-NC-SA 4.0: not for commercial use.</source>
        <translation>MUNIT의 코드와 체크포인트는 CC BY-NC-SA 4.0이며 상업적으로 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>AnimeGANv2&apos;s authors allow non-commercial use only.</source>
        <translation>AnimeGANv2는 비상업적 이용만 허용됩니다.</translation>
    </message>
    <message>
        <source>Nobody has said under which licence CartoonGAN&apos;s original weights may be passed on.</source>
        <translation>CartoonGAN 원래 가중치를 어떤 라이선스로 나눌 수 있는지는 알려지지 않았습니다.</translation>
    </message>
    <message>
        <source>Real-ESRGAN&apos;s code is BSD-3-Clause; its weights&apos; licence was asked for and not answered.</source>
        <translation>Real-ESRGAN의 코드는 BSD-3-Clause이며, 가중치의 라이선스는 문의했으나 답이 없었습니다.</translation>
    </message>
    <message>
        <source>pix2pix&apos;s code is BSD; its authors&apos; checkpoints come without a licence of their own.</source>
        <translation>pix2pix의 코드는 BSD이며, 저자의 체크포인트에는 따로 라이선스가 없습니다.</translation>
    </message>
    <message>
        <source>CycleGAN&apos;s code is BSD; its authors&apos; checkpoints come without a licence of their own.</source>
        <translation>CycleGAN의 코드는 BSD이며, 저자의 체크포인트에는 따로 라이선스가 없습니다.</translation>
    </message>
    <message>
        <source>PyTorch&apos;s examples are BSD-3-Clause; the style is that of a picture, mind whose.</source>
        <translation>PyTorch 예제는 BSD-3-Clause입니다. 스타일은 어떤 그림에서 온 것이니 누구의 그림인지 확인하세요.</translation>
    </message>
    <message>
        <source>U-GAT-IT&apos;s code is MIT.</source>
        <translation>U-GAT-IT의 코드는 MIT입니다.</translation>
    </message>
    <message>
        <source>{0} has no room for this style.</source>
        <translation>{0}: 이 스타일을 넣을 공간이 없습니다.</translation>
    </message>
    <message>
        <source>{0} could not be saved: {1}.</source>
        <translation>{0} 저장 실패: {1}.</translation>
    </message>
    <message>
        <source>{0} could not be written: {1}.</source>
        <translation>{0} 쓰기 실패: {1}.</translation>
    </message>
    <message>
        <source>{0} could not be read: {1}.</source>
        <translation>{0} 읽기 실패: {1}.</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}.</source>
        <translation>{0} 파일을 읽을 수 없습니다: {1}.</translation>
    </message>
    <message>
        <source>{0} is packed in a way that checkpoints are not.</source>
        <translation>{0}: 체크포인트와 다르게 묶인 파일입니다.</translation>
    </message>
    <message>
        <source>{0} is too large to import.</source>
        <translation>{0}: 너무 커서 가져올 수 없습니다.</translation>
    </message>
    <message>
        <source>{0} is no checkpoint; one of ncnn&apos;s needs its .param file beside it.</source>
        <translation>{0}: 체크포인트가 아닙니다. ncnn 체크포인트라면 .param 파일이 옆에 있어야 합니다.</translation>
    </message>
    <message>
        <source>{0} is damaged, or no checkpoint.</source>
        <translation>{0}: 손상되었거나 체크포인트가 아닙니다.</translation>
    </message>
    <message>
        <source>{0} is damaged, or no ONNX file.</source>
        <translation>{0}: 손상되었거나 ONNX 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>{0} is damaged, or no safetensors file.</source>
        <translation>{0}: 손상되었거나 safetensors 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>{0} is damaged, or holds more than numbers.</source>
        <translation>{0}: 손상되었거나 숫자가 아닌 것이 들어 있습니다.</translation>
    </message>
    <message>
        <source>{0} is missing: a network of ncnn is two files, .param and .bin.</source>
        <translation>{0}: 파일이 없습니다. ncnn 신경망은 .param과 .bin 두 파일입니다.</translation>
    </message>
    <message>
        <source>{0} is missing or no text: a network of ncnn is two files.</source>
        <translation>{0}: 파일이 없거나 텍스트가 아닙니다. ncnn 신경망은 두 파일입니다.</translation>
    </message>
    <message>
        <source>{0} is no network of ncnn.</source>
        <translation>{0}: ncnn 신경망이 아닙니다.</translation>
    </message>
    <message>
        <source>{0} holds values that are no numbers.</source>
        <translation>{0}: 숫자가 아닌 값이 있습니다.</translation>
    </message>
    <message>
        <source>{0} stores its weights in a way that cannot be imported.</source>
        <translation>{0}: 가져올 수 없는 방식으로 가중치를 담고 있습니다.</translation>
    </message>
    <message>
        <source>{0} is not a style file, or it is damaged.</source>
        <translation>{0}: 스타일 파일이 아니거나 손상되었습니다.</translation>
    </message>
    <message>
        <source>{0} is not a style: it has no {1}.</source>
        <translation>{0}: 스타일이 아닙니다. {1} 파일이 없습니다.</translation>
    </message>
    <message>
        <source>{0} is truncated.</source>
        <translation>{0}: 파일이 중간에 끊겼습니다.</translation>
    </message>
    <message>
        <source>{0} is not an OpenRaster drawing.</source>
        <translation>{0}: OpenRaster 그림이 아닙니다.</translation>
    </message>
    <message>
        <source>{0} is damaged, or not a drawing.</source>
        <translation>{0}: 손상되었거나 그림이 아닙니다.</translation>
    </message>
    <message>
        <source>{0} is damaged: a part of it is missing.</source>
        <translation>{0}: 파일이 손상되어 일부가 없습니다.</translation>
    </message>
    <message>
        <source>{0} is damaged.</source>
        <translation>{0}: 손상된 파일입니다.</translation>
    </message>
    <message>
        <source>{0} unpacks to more than the program accepts.</source>
        <translation>{0}: 압축을 풀면 너무 커서 열 수 없습니다.</translation>
    </message>
    <message>
        <source>{0} has too many pixels.</source>
        <translation>{0}: 픽셀이 너무 많습니다.</translation>
    </message>
    <message>
        <source>{0} is too large to open.</source>
        <translation>{0}: 너무 커서 열 수 없습니다.</translation>
    </message>
    <message>
        <source>{0} is empty.</source>
        <translation>{0}: 빈 파일입니다.</translation>
    </message>
    <message>
        <source>{0} is not a picture that can be read, or it is damaged.</source>
        <translation>{0}: 읽을 수 없는 이미지이거나 손상되었습니다.</translation>
    </message>
    <message>
        <source>{0} is of a kind that cannot be opened; .ora, PNG, JPEG, WebP and TIFF can.</source>
        <translation>{0}: 열 수 없는 형식입니다. .ora, PNG, JPEG, WebP, TIFF를 열 수 있습니다.</translation>
    </message>
    <message>
        <source>A code of this style has {0} numbers, got {1}.</source>
        <translation>이 스타일의 코드는 숫자 {0}개여야 하는데 {1}개입니다.</translation>
    </message>
    <message>
        <source>A number is missing.</source>
        <translation>숫자가 빠져 있습니다.</translation>
    </message>
    <message>
        <source>A number is out of range.</source>
        <translation>숫자가 범위를 벗어났습니다.</translation>
    </message>
    <message>
        <source>A part of the entry is missing.</source>
        <translation>항목의 일부가 없습니다.</translation>
    </message>
    <message>
        <source>A picture inside the drawing is not a PNG.</source>
        <translation>그림 파일 속의 이미지가 PNG가 아닙니다.</translation>
    </message>
    <message>
        <source>A style&apos;s thumbnail is not a PNG picture.</source>
        <translation>스타일의 미리보기 이미지가 PNG가 아닙니다.</translation>
    </message>
    <message>
        <source>At least one pair is wanted, not {0}.</source>
        <translation>쌍이 하나 이상 필요합니다. {0}개는 안 됩니다.</translation>
    </message>
    <message>
        <source>Give at least one drawing, picture or folder.</source>
        <translation>드로잉이나 그림, 폴더를 하나 이상 주세요.</translation>
    </message>
    <message>
        <source>No pair in it can be used.</source>
        <translation>쓸 수 있는 쌍이 없습니다.</translation>
    </message>
    <message>
        <source>Nobody can see inside this style: it came without its network.</source>
        <translation>이 스타일은 네트워크 없이 들어와서 속을 볼 수 없습니다.</translation>
    </message>
    <message>
        <source>Nothing is painted there: there is nothing to look for.</source>
        <translation>그곳에는 칠해진 것이 없어 찾을 것이 없습니다.</translation>
    </message>
    <message>
        <source>Segmentation by DeepLabv3 needs more packages: pip install &apos;sketchart[train]&apos;</source>
        <translation>DeepLabv3로 대상을 나누려면 패키지가 더 필요합니다: pip install &apos;sketchart[train]&apos;</translation>
    </message>
    <message>
        <source>Shards need one more package: {0}</source>
        <translation>샤드를 읽으려면 패키지가 하나 더 필요합니다: {0}</translation>
    </message>
    <message>
        <source>Teaching needs more packages: pip install &apos;sketchart[train]&apos; ({0} is missing).</source>
        <translation>스타일을 가르치려면 패키지가 더 필요합니다: pip install &apos;sketchart[train]&apos;({0} 없음).</translation>
    </message>
    <message>
        <source>The ONNX file&apos;s picture is not made of 32-bit or 16-bit floating point numbers.</source>
        <translation>ONNX 파일의 이미지가 32비트나 16비트 부동 소수점 수로 되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>The artwork could not be enlarged: {0}.</source>
        <translation>작품을 확대하지 못했습니다: {0}.</translation>
    </message>
    <message>
        <source>The checkpoint holds several networks ({0}), and nothing tells which to import. Save the generator&apos;s state_dict alone.</source>
        <translation>체크포인트에 네트워크가 여러 개({0}) 있고 어느 것을 가져올지 알 수 없습니다. 생성기의 state_dict만 저장하세요.</translation>
    </message>
    <message>
        <source>The checkpoint&apos;s convolutions are followed by batch norm: it has weights.</source>
        <translation>체크포인트의 합성곱 뒤에는 가중치가 있는 배치 정규화가 있습니다.</translation>
    </message>
    <message>
        <source>The checkpoint&apos;s only generator, {0}, goes the other way: choose the other direction.</source>
        <translation>체크포인트에 하나뿐인 생성기 {0}은(는) 반대 방향입니다. 다른 방향을 고르세요.</translation>
    </message>
    <message>
        <source>The device&apos;s memory is too small for this size: painted at {0} x {1}.</source>
        <translation>장치의 메모리가 이 크기에 부족하여 {0} x {1}로 그렸습니다.</translation>
    </message>
    <message>
        <source>The disk is full. Make room and continue: what was saved before step {0} is kept.</source>
        <translation>디스크가 가득 찼습니다. 자리를 만든 뒤 계속하세요. {0}단계 전에 저장한 것은 남아 있습니다.</translation>
    </message>
    <message>
        <source>The disk is full. Make room, then curate again: what is done stays done.</source>
        <translation>디스크가 가득 찼습니다. 자리를 만든 뒤 다시 모으세요. 지금까지 한 것은 그대로 남습니다.</translation>
    </message>
    <message>
        <source>The disk is full. Make room, then go on: what was learnt is kept.</source>
        <translation>디스크가 가득 찼습니다. 자리를 만든 뒤 이어 가세요. 배운 것은 남아 있습니다.</translation>
    </message>
    <message>
        <source>The drawing has no area.</source>
        <translation>그림에 넓이가 없습니다.</translation>
    </message>
    <message>
        <source>The drawing holds a damaged brush.</source>
        <translation>그림에 손상된 브러시가 있습니다.</translation>
    </message>
    <message>
        <source>The drawing holds a damaged layer setting.</source>
        <translation>그림에 손상된 레이어 설정이 있습니다.</translation>
    </message>
    <message>
        <source>The drawing holds a damaged symmetry.</source>
        <translation>그림에 손상된 대칭 설정이 있습니다.</translation>
    </message>
    <message>
        <source>The drawing holds a stroke far outside the paper.</source>
        <translation>그림에 종이에서 너무 멀리 벗어난 획이 있습니다.</translation>
    </message>
    <message>
        <source>The drawing holds a stroke on a layer that does not exist.</source>
        <translation>그림에 없는 레이어에 그린 획이 있습니다.</translation>
    </message>
    <message>
        <source>The drawing holds a stroke with impossible pressure or time.</source>
        <translation>그림에 필압이나 시간이 잘못된 획이 있습니다.</translation>
    </message>
    <message>
        <source>The drawing holds a stroke with no points, or with too many.</source>
        <translation>그림에 점이 없거나 너무 많은 획이 있습니다.</translation>
    </message>
    <message>
        <source>The drawing holds an impossible colour.</source>
        <translation>그림에 잘못된 색이 있습니다.</translation>
    </message>
    <message>
        <source>The drawing holds an impossible value for opacity.</source>
        <translation>그림의 불투명도 값이 잘못되었습니다.</translation>
    </message>
    <message>
        <source>The drawing is damaged: its log and its layers have different sizes.</source>
        <translation>그림이 손상되었습니다. 기록과 레이어의 크기가 다릅니다.</translation>
    </message>
    <message>
        <source>The drawing names a layer that does not exist.</source>
        <translation>그림에 없는 레이어의 이름이 있습니다.</translation>
    </message>
    <message>
        <source>The drawing reshapes a stroke that is not there.</source>
        <translation>그림이 없는 획의 모양을 바꾸려 합니다.</translation>
    </message>
    <message>
        <source>The drawing uses a brush that this version does not know.</source>
        <translation>그림이 이 버전에서 모르는 브러시를 사용합니다.</translation>
    </message>
    <message>
        <source>The drawing uses a symmetry that this version does not know.</source>
        <translation>그림이 이 버전에서 모르는 대칭을 사용합니다.</translation>
    </message>
    <message>
        <source>The drawing uses an operation that this version cannot paint.</source>
        <translation>그림이 이 버전에서 그릴 수 없는 작업을 사용합니다.</translation>
    </message>
    <message>
        <source>The drawing uses an operation that this version does not know: {0}.</source>
        <translation>그림이 이 버전에서 모르는 작업을 사용합니다: {0}.</translation>
    </message>
    <message>
        <source>The drawings or the base style were changed since this teaching began. Begin anew.</source>
        <translation>가르치기를 시작한 뒤 드로잉이나 바탕 스타일이 바뀌었습니다. 새로 시작하세요.</translation>
    </message>
    <message>
        <source>The entry is damaged, or newer than the program.</source>
        <translation>항목이 손상되었거나 프로그램보다 새 버전입니다.</translation>
    </message>
    <message>
        <source>The entry is damaged.</source>
        <translation>항목이 손상되었습니다.</translation>
    </message>
    <message>
        <source>The look is damaged.</source>
        <translation>모양 설정이 손상되었습니다.</translation>
    </message>
    <message>
        <source>The look is missing.</source>
        <translation>모양 설정이 없습니다.</translation>
    </message>
    <message>
        <source>The look {0} has no slider {1}. It has: {2}.</source>
        <translation>룩 {0}에는 {1} 슬라이더가 없습니다. 있는 것: {2}.</translation>
    </message>
    <message>
        <source>The network that closes outlines could not be opened.</source>
        <translation>윤곽을 닫는 네트워크를 열 수 없습니다.</translation>
    </message>
    <message>
        <source>The network that closes outlines could not run.</source>
        <translation>윤곽을 닫는 네트워크를 실행할 수 없습니다.</translation>
    </message>
    <message>
        <source>The palette is damaged.</source>
        <translation>팔레트가 손상되었습니다.</translation>
    </message>
    <message>
        <source>The run&apos;s folder cannot be written: {0}.</source>
        <translation>진행 폴더에 쓸 수 없습니다: {0}.</translation>
    </message>
    <message>
        <source>The set cannot be written: {0}.</source>
        <translation>세트를 쓸 수 없습니다: {0}.</translation>
    </message>
    <message>
        <source>The set must not lie in the folder that it is made from: {0}.</source>
        <translation>세트를 그 재료가 든 폴더 안에 둘 수 없습니다: {0}.</translation>
    </message>
    <message>
        <source>The set {0} has nothing to learn from. {1}</source>
        <translation>세트 {0}에는 배울 것이 없습니다. {1}</translation>
    </message>
    <message>
        <source>The stroke has too many points.</source>
        <translation>획의 점이 너무 많습니다.</translation>
    </message>
    <message>
        <source>The style could not be read from that picture.</source>
        <translation>그 이미지에서 스타일을 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>The style file holds a file that is too large: {0}.</source>
        <translation>스타일 파일에 너무 큰 파일이 들어 있습니다: {0}.</translation>
    </message>
    <message>
        <source>The style file holds a path that is not allowed: {0}.</source>
        <translation>스타일 파일에 허용되지 않는 경로가 있습니다: {0}.</translation>
    </message>
    <message>
        <source>The style file holds something that is no plain file: {0}.</source>
        <translation>스타일 파일에 일반 파일이 아닌 것이 있습니다: {0}.</translation>
    </message>
    <message>
        <source>The style holds a file with a name that is not allowed: {0}.</source>
        <translation>스타일에 허용되지 않는 이름의 파일이 있습니다: {0}.</translation>
    </message>
    <message>
        <source>The style reads {0} planes of landmarks, got {1}.</source>
        <translation>스타일은 랜드마크 평면 {0}개를 읽는데 {1}개가 주어졌습니다.</translation>
    </message>
    <message>
        <source>The style takes {0} weights that sum to 1, got {1}.</source>
        <translation>스타일에는 합이 1인 가중치 {0}개가 필요한데 {1}이(가) 주어졌습니다.</translation>
    </message>
    <message>
        <source>The style {0} came with the app and cannot be removed.</source>
        <translation>{0} 스타일은 앱에 포함된 것이라 제거할 수 없습니다.</translation>
    </message>
    <message>
        <source>The style {0} needs line art: it can only be the first of a chain.</source>
        <translation>{0} 스타일은 선화가 필요하므로 연결의 첫 번째에만 올 수 있습니다.</translation>
    </message>
    <message>
        <source>The style&apos;s file {0} is not a PNG picture.</source>
        <translation>스타일의 파일 {0}은(는) PNG 이미지가 아닙니다.</translation>
    </message>
    <message>
        <source>The style&apos;s file {0} is too large ({1} MiB; {2} MiB at most).</source>
        <translation>스타일의 파일 {0}이(가) 너무 큽니다({1} MiB, 최대 {2} MiB).</translation>
    </message>
    <message>
        <source>The style&apos;s file {0} is too large: {1} x {2} pixels.</source>
        <translation>스타일의 파일 {0}이(가) 너무 큽니다: {1} x {2}픽셀.</translation>
    </message>
    <message>
        <source>The style&apos;s generator asks for more memory than a picture needs.</source>
        <translation>스타일의 생성기가 이미지에 필요한 것보다 많은 메모리를 요구합니다.</translation>
    </message>
    <message>
        <source>The style&apos;s generator file is damaged.</source>
        <translation>스타일의 생성기 파일이 손상되었습니다.</translation>
    </message>
    <message>
        <source>The style&apos;s generator gave an answer that is no picture.</source>
        <translation>스타일의 생성기가 이미지가 아닌 결과를 냈습니다.</translation>
    </message>
    <message>
        <source>The style&apos;s generator gave values that are no colours.</source>
        <translation>스타일의 생성기가 색이 아닌 값을 냈습니다.</translation>
    </message>
    <message>
        <source>The style&apos;s generator gives pictures of a wrong shape.</source>
        <translation>스타일의 생성기가 잘못된 형태의 이미지를 냅니다.</translation>
    </message>
    <message>
        <source>The style&apos;s generator has other inputs or outputs than {0} and {1}.</source>
        <translation>스타일의 생성기의 입력과 출력이 {0} 및 {1}과(와) 다릅니다.</translation>
    </message>
    <message>
        <source>The style&apos;s generator holds a graph inside an operator, which is not allowed.</source>
        <translation>스타일의 생성기에 연산자 속 그래프가 있는데, 허용되지 않습니다.</translation>
    </message>
    <message>
        <source>The style&apos;s generator holds sparse weights, which are not supported.</source>
        <translation>스타일의 생성기에 희소 가중치가 있는데, 지원되지 않습니다.</translation>
    </message>
    <message>
        <source>The style&apos;s generator holds weights of a type that is not allowed.</source>
        <translation>스타일의 생성기에 허용되지 않는 형식의 가중치가 있습니다.</translation>
    </message>
    <message>
        <source>The style&apos;s generator holds weights that are no numbers.</source>
        <translation>스타일의 생성기에 숫자가 아닌 가중치가 있습니다.</translation>
    </message>
    <message>
        <source>The style&apos;s generator is damaged: weights of a wrong size.</source>
        <translation>스타일의 생성기가 손상되었습니다. 가중치의 크기가 잘못되었습니다.</translation>
    </message>
    <message>
        <source>The style&apos;s generator is not one plain graph.</source>
        <translation>스타일의 생성기가 하나의 단순한 그래프가 아닙니다.</translation>
    </message>
    <message>
        <source>The style&apos;s generator keeps weights in another file, which is not allowed.</source>
        <translation>스타일의 생성기가 가중치를 다른 파일에 두고 있는데, 허용되지 않습니다.</translation>
    </message>
    <message>
        <source>The style&apos;s generator uses an operator that is not allowed: {0}.</source>
        <translation>스타일의 생성기가 허용되지 않는 연산자를 사용합니다: {0}.</translation>
    </message>
    <message>
        <source>The style&apos;s generator writes to places of its own choosing, which is not allowed.</source>
        <translation>스타일의 생성기가 임의의 위치에 쓰는데, 허용되지 않습니다.</translation>
    </message>
    <message>
        <source>The style&apos;s network could not be traced.</source>
        <translation>스타일의 네트워크를 추적하지 못했습니다.</translation>
    </message>
    <message>
        <source>The style&apos;s weights are empty or too many.</source>
        <translation>스타일의 가중치가 비어 있거나 너무 많습니다.</translation>
    </message>
    <message>
        <source>The style&apos;s weights are of a type that is not allowed, in {0}.</source>
        <translation>스타일의 가중치에 허용되지 않는 형식이 있습니다: {0}.</translation>
    </message>
    <message>
        <source>The style&apos;s weights do not fit its network: {0} is missing or too many.</source>
        <translation>스타일의 가중치가 네트워크와 맞지 않습니다. {0}이(가) 없거나 남습니다.</translation>
    </message>
    <message>
        <source>The style&apos;s weights do not fit its network: {0} is {1} {2}, and should be {3}.</source>
        <translation>스타일의 가중치가 네트워크와 맞지 않습니다. {0}은(는) {1} {2}인데 {3}이어야 합니다.</translation>
    </message>
    <message>
        <source>The style&apos;s {0} does not list the file {1}.</source>
        <translation>스타일의 {0}에 파일 {1}이(가) 적혀 있지 않습니다.</translation>
    </message>
    <message>
        <source>The style&apos;s {0} is not valid.</source>
        <translation>스타일의 {0}이(가) 올바르지 않습니다.</translation>
    </message>
    <message>
        <source>The teaching in {0} cannot be continued: its plan is damaged. Begin anew.</source>
        <translation>{0}의 가르치기를 이어 갈 수 없습니다. 계획 파일이 손상되었습니다. 새로 시작하세요.</translation>
    </message>
    <message>
        <source>The training ended by itself ({0}).</source>
        <translation>학습이 저절로 끝났습니다 ({0}).</translation>
    </message>
    <message>
        <source>The training was ended from outside, perhaps because memory ran out. What it learnt until a moment before is kept: close other programs and go on, or give fewer drawings.</source>
        <translation>학습이 밖에서 끝났습니다. 메모리가 모자랐을 수 있습니다. 조금 전까지 배운 것은 남아 있으니, 다른 프로그램을 닫고 이어 가거나 그림을 줄여 보세요.</translation>
    </message>
    <message>
        <source>The two forms of the style differ by {0}/255; nothing was written.</source>
        <translation>스타일의 두 형식이 {0}/255만큼 다릅니다. 아무것도 쓰지 않았습니다.</translation>
    </message>
    <message>
        <source>The undo steps are damaged.</source>
        <translation>실행 취소 단계가 손상되었습니다.</translation>
    </message>
    <message>
        <source>There are no weights of DeepLabv3 on this computer. Without them the subject is found by its colours.</source>
        <translation>이 컴퓨터에 DeepLabv3 가중치가 없습니다. 그것 없이는 색으로 대상을 찾습니다.</translation>
    </message>
    <message>
        <source>There is a style called {0} already.</source>
        <translation>{0}(이)라는 스타일이 이미 있습니다.</translation>
    </message>
    <message>
        <source>There is no background called {0}. Backgrounds: {1}.</source>
        <translation>{0}이라는 배경은 없습니다. 배경: {1}.</translation>
    </message>
    <message>
        <source>There is no device called {0}.</source>
        <translation>{0}(이)라는 장치가 없습니다.</translation>
    </message>
    <message>
        <source>There is no folder {0}.</source>
        <translation>{0} 폴더가 없습니다.</translation>
    </message>
    <message>
        <source>There is no look called {0}. Looks: {1}.</source>
        <translation>{0}이라는 룩은 없습니다. 룩: {1}.</translation>
    </message>
    <message>
        <source>There is no picture and no drawing in {0}.</source>
        <translation>{0}에 그림도 드로잉도 없습니다.</translation>
    </message>
    <message>
        <source>There is no style called {0}. Styles here: {1}.</source>
        <translation>{0}(이)라는 스타일이 없습니다. 있는 스타일: {1}.</translation>
    </message>
    <message>
        <source>There is no style pack called {0}.</source>
        <translation>{0}(이)라는 스타일 팩이 없습니다.</translation>
    </message>
    <message>
        <source>There is nothing at {0}.</source>
        <translation>{0}에 아무것도 없습니다.</translation>
    </message>
    <message>
        <source>There is too little memory. Close other programs and go on, or give fewer drawings.</source>
        <translation>메모리가 모자랍니다. 다른 프로그램을 닫고 이어 가거나 그림을 줄여 보세요.</translation>
    </message>
    <message>
        <source>There is too little memory. Close other programs, or give fewer drawings.</source>
        <translation>메모리가 모자랍니다. 다른 프로그램을 닫거나 드로잉을 줄여 주세요.</translation>
    </message>
    <message>
        <source>This style cannot be taken from a picture.</source>
        <translation>이 스타일은 이미지에서 가져올 수 없습니다.</translation>
    </message>
    <message>
        <source>This style runs on the CPU alone.</source>
        <translation>이 스타일은 CPU에서만 실행됩니다.</translation>
    </message>
    <message>
        <source>This style&apos;s network has no features to look at.</source>
        <translation>이 스타일의 네트워크에는 살펴볼 특징이 없습니다.</translation>
    </message>
    <message>
        <source>To see where this style looks, install the part of Sketchart that learns (torch).</source>
        <translation>이 스타일이 어디를 보는지 보려면 Sketchart의 학습 부분(torch)을 설치하세요.</translation>
    </message>
    <message>
        <source>there are no landmarks for it in {0}</source>
        <translation>{0}에 이 그림의 랜드마크가 없습니다</translation>
    </message>
    <message>
        <source>there are too many landmarks</source>
        <translation>랜드마크가 너무 많습니다</translation>
    </message>
    <message>
        <source>waifu2x&apos;s and Real-CUGAN&apos;s models are MIT.</source>
        <translation>waifu2x와 Real-CUGAN의 모델은 MIT 라이선스입니다.</translation>
    </message>
    <message>
        <source>{0} The CPU paints instead.</source>
        <translation>{0} 대신 CPU가 그립니다.</translation>
    </message>
    <message>
        <source>{0} cannot be a base: only styles for line art can be taught.</source>
        <translation>{0}은(는) 바탕이 될 수 없습니다. 선화를 위한 스타일만 가르칠 수 있습니다.</translation>
    </message>
    <message>
        <source>{0} cannot be read as landmarks: {1}</source>
        <translation>{0}을(를) 랜드마크로 읽을 수 없습니다: {1}</translation>
    </message>
    <message>
        <source>{0} cannot be used to find subjects: {1}.</source>
        <translation>{0}(으)로 대상을 찾을 수 없습니다: {1}.</translation>
    </message>
    <message>
        <source>{0} cannot be written or read: {1}.</source>
        <translation>{0}을(를) 쓰거나 읽을 수 없습니다: {1}.</translation>
    </message>
    <message>
        <source>{0} could not be saved: the disk gave back something else.</source>
        <translation>{0}을(를) 저장하지 못했습니다. 디스크에서 다른 내용이 읽혔습니다.</translation>
    </message>
    <message>
        <source>{0} drawings are few: with {1} and more a style becomes surer.</source>
        <translation>드로잉 {0}장은 적습니다. {1}장 이상이면 스타일이 더 확실해집니다.</translation>
    </message>
    <message>
        <source>{0} has a part with a forbidden name.</source>
        <translation>{0}에 금지된 이름의 부분이 있습니다.</translation>
    </message>
    <message>
        <source>{0} has no style {1}. Its styles: {2}.</source>
        <translation>{0}에는 {1} 스타일이 없습니다. 있는 스타일: {2}.</translation>
    </message>
    <message>
        <source>{0} has the shape {1} and should be points, or {2} planes</source>
        <translation>{0}의 형태가 {1}인데, 점이거나 평면 {2}개여야 합니다</translation>
    </message>
    <message>
        <source>{0} has to lie between 0 and 1.</source>
        <translation>{0}은(는) 0과 1 사이여야 합니다.</translation>
    </message>
    <message>
        <source>{0} has too many parts.</source>
        <translation>{0}에 부분이 너무 많습니다.</translation>
    </message>
    <message>
        <source>{0} has two parts of one name.</source>
        <translation>{0}에 이름이 같은 부분이 둘 있습니다.</translation>
    </message>
    <message>
        <source>{0} has {1} planes of landmarks and should have {2}</source>
        <translation>{0}에 랜드마크 평면이 {1}개 있는데 {2}개여야 합니다</translation>
    </message>
    <message>
        <source>{0} holds a whole model, not only weights: it wants to run code, and is refused. Whoever has its code can save the weights alone: torch.save(model.state_dict(), &quot;weights.pth&quot;).</source>
        <translation>{0}에는 가중치만이 아니라 모델 전체가 들어 있어 코드를 실행하려 하므로 거부했습니다. 그 코드를 가진 사람이 가중치만 저장할 수 있습니다: torch.save(model.state_dict(), &quot;weights.pth&quot;).</translation>
    </message>
    <message>
        <source>{0} holds no landmarks, but something else</source>
        <translation>{0}에 랜드마크가 아닌 다른 것이 들어 있습니다</translation>
    </message>
    <message>
        <source>{0} holds nothing that could be taken as {1}.</source>
        <translation>{0}에는 {1}(으)로 볼 수 있는 것이 없습니다.</translation>
    </message>
    <message>
        <source>{0} holds something else: give a new or empty folder for the set.</source>
        <translation>{0}에는 다른 것이 들어 있습니다. 세트를 위해 새 폴더나 빈 폴더를 주세요.</translation>
    </message>
    <message>
        <source>{0} holds {1} bytes too many for a {2} network.</source>
        <translation>{0}은(는) {2} 네트워크보다 {1}바이트 더 많습니다.</translation>
    </message>
    <message>
        <source>{0} is TorchScript: a program together with its weights. Save the weights alone and import those: torch.save(torch.jit.load(&quot;{0}&quot;).state_dict(), &quot;weights.pth&quot;).</source>
        <translation>{0}은(는) 프로그램과 가중치가 함께 든 TorchScript입니다. 가중치만 저장해 가져오세요: torch.save(torch.jit.load(&quot;{0}&quot;).state_dict(), &quot;weights.pth&quot;).</translation>
    </message>
    <message>
        <source>{0} is a Git LFS pointer: it stands for weights that were not downloaded. Use the site&apos;s download button, or `git lfs pull`.</source>
        <translation>{0}은(는) Git LFS 포인터로, 가중치 자체는 내려받지 않은 상태입니다. 사이트의 다운로드 버튼이나 `git lfs pull`을 쓰세요.</translation>
    </message>
    <message>
        <source>{0} is a Keras file, which cannot be imported. Convert it to ONNX, for example with tf2onnx.</source>
        <translation>{0}은(는) 가져올 수 없는 Keras 파일입니다. tf2onnx 등으로 ONNX로 바꾸세요.</translation>
    </message>
    <message>
        <source>{0} is a Torch7 (Lua) file, which cannot be imported. Look for the same style for PyTorch or as ONNX.</source>
        <translation>{0}은(는) 가져올 수 없는 Torch7(Lua) 파일입니다. 같은 스타일의 PyTorch 또는 ONNX 파일을 찾아보세요.</translation>
    </message>
    <message>
        <source>{0} is a file; a set is a folder.</source>
        <translation>{0}은(는) 파일입니다. 세트는 폴더입니다.</translation>
    </message>
    <message>
        <source>{0} is a packed folder. Unpack it and import the checkpoint inside.</source>
        <translation>{0}은(는) 압축 파일입니다. 압축을 풀고 안에 있는 체크포인트를 가져오세요.</translation>
    </message>
    <message>
        <source>{0} is a picture, not a checkpoint.</source>
        <translation>{0}은(는) 체크포인트가 아니라 이미지입니다.</translation>
    </message>
    <message>
        <source>{0} is a text, not a checkpoint.</source>
        <translation>{0}은(는) 체크포인트가 아니라 텍스트입니다.</translation>
    </message>
    <message>
        <source>{0} is a web page, not a checkpoint: the address leads to a page. Open it in a browser and download the file that it offers.</source>
        <translation>{0}은(는) 체크포인트가 아니라 웹 페이지입니다. 주소가 페이지를 가리킵니다. 브라우저에서 열어 그 페이지가 제공하는 파일을 내려받으세요.</translation>
    </message>
    <message>
        <source>{0} is damaged: give a new folder for the set.</source>
        <translation>{0}이(가) 손상되었습니다. 세트를 위해 새 폴더를 주세요.</translation>
    </message>
    <message>
        <source>{0} is empty. Download it again.</source>
        <translation>{0}은(는) 빈 파일입니다. 다시 내려받으세요.</translation>
    </message>
    <message>
        <source>{0} is no compact network of Real-ESRGAN: it ends in another way.</source>
        <translation>{0}은(는) Real-ESRGAN의 소형 네트워크가 아닙니다. 끝부분이 다릅니다.</translation>
    </message>
    <message>
        <source>{0} is no picture that can be used.</source>
        <translation>{0}은(는) 쓸 수 있는 그림이 아닙니다.</translation>
    </message>
    <message>
        <source>{0} is no picture, drawing, .npz or .tar file.</source>
        <translation>{0}은(는) 그림, 드로잉, .npz, .tar 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>{0} is no set of drawings: it has no {1}.</source>
        <translation>{0}은(는) 드로잉 세트가 아닙니다. {1} 파일이 없습니다.</translation>
    </message>
    <message>
        <source>{0} is no {1} network of a usual size.</source>
        <translation>{0}은(는) 보통 크기의 {1} 네트워크가 아닙니다.</translation>
    </message>
    <message>
        <source>{0} is no {1} network: it has {2} layers with weights and not {3}.</source>
        <translation>{0}은(는) {1} 네트워크가 아닙니다. 가중치가 있는 층이 {3}개가 아니라 {2}개입니다.</translation>
    </message>
    <message>
        <source>{0} is no {1} network: {2} is another layer there.</source>
        <translation>{0}은(는) {1} 네트워크가 아닙니다. {2} 자리에 다른 층이 있습니다.</translation>
    </message>
    <message>
        <source>{0} is of TensorFlow, which cannot be imported. Convert it to ONNX, for example with tf2onnx.</source>
        <translation>{0}은(는) 가져올 수 없는 TensorFlow 파일입니다. tf2onnx 등으로 ONNX로 바꾸세요.</translation>
    </message>
    <message>
        <source>{0} is too large for a palette.</source>
        <translation>{0}은(는) 팔레트로 쓰기에 너무 큽니다.</translation>
    </message>
    <message>
        <source>{0} is too large for an upscaler of ncnn.</source>
        <translation>{0}은(는) ncnn 확대 네트워크라기엔 너무 큽니다.</translation>
    </message>
    <message>
        <source>{0} is too large for landmarks</source>
        <translation>{0}은(는) 랜드마크로 쓰기에 너무 큽니다</translation>
    </message>
    <message>
        <source>{0} keeps its weights in a second file, {1}, which is missing. Put both into one folder.</source>
        <translation>{0}의 가중치는 두 번째 파일 {1}에 있는데 그 파일이 없습니다. 두 파일을 한 폴더에 두세요.</translation>
    </message>
    <message>
        <source>{0} of the set {1} is not valid: {2}.</source>
        <translation>세트 {1}의 {0} 파일이 올바르지 않습니다: {2}.</translation>
    </message>
    <message>
        <source>{0} should hold points [[x, y], ...]</source>
        <translation>{0}에는 점 [[x, y], ...]이 있어야 합니다</translation>
    </message>
    <message>
        <source>{0} wants to read a file from another folder, and is refused.</source>
        <translation>{0}이(가) 다른 폴더의 파일을 읽으려 하므로 거부했습니다.</translation>
    </message>
    <message>
        <source>{0}: drawing and colouring are not of one size.</source>
        <translation>{0}: 드로잉과 채색의 크기가 다릅니다.</translation>
    </message>
    <message>
        <source>{0}: the picture is smaller than {1} pixels.</source>
        <translation>{0}: 그림이 {1}픽셀보다 작습니다.</translation>
    </message>
    <message>
        <source>{0}: there is no line on the drawing.</source>
        <translation>{0}: 드로잉에 선이 없습니다.</translation>
    </message>
    <message>
        <source>“{0}” is missing or damaged.</source>
        <translation>“{0}”이(가) 없거나 손상되었습니다.</translation>
    </message>
    <message>
        <source>The list of names {0} cannot be read.</source>
        <translation>이름 목록 {0}을(를) 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The sketch classifier&apos;s files cannot be read.</source>
        <translation>스케치 분류기의 파일을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The sketch classifier&apos;s file is not the one that was trained.</source>
        <translation>스케치 분류기의 파일이 학습된 것과 다릅니다.</translation>
    </message>
    <message>
        <source>The sketch classifier and its list of names do not belong together.</source>
        <translation>스케치 분류기와 이름 목록이 서로 맞지 않습니다.</translation>
    </message>
    <message>
        <source>The picture has {0} x {1} pixels, which is more than can be read. Scan it again with fewer dots per inch, or save it smaller or as JPEG.</source>
        <translation>이미지가 {0} x {1} 픽셀이라 읽을 수 없습니다. 더 낮은 해상도로 다시 스캔하거나, 더 작게 또는 JPEG로 저장하세요.</translation>
    </message>
    <message>
        <source>The table of colours {0} cannot be read.</source>
        <translation>색상표 {0}을(를) 읽을 수 없습니다.</translation>
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
        <source>An upscaler among your styles enlarges it; without one, it is done smoothly.</source>
        <translation>스타일 가운데 업스케일러가 있으면 그것으로, 없으면 매끄럽게 키웁니다.</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>크게 하기</translation>
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
        <source>As it is</source>
        <translation>그대로</translation>
    </message>
    <message>
        <source>{0} times: {1} × {2} pixels</source>
        <translation>{0}배: {1} × {2}픽셀</translation>
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
        <source>“{0}” could not be opened.</source>
        <translation>“{0}” 파일을 열지 못했습니다.</translation>
    </message>
    <message>
        <source>Open drawings</source>
        <translation>그림 열기</translation>
    </message>
    <message>
        <source>Opening “{0}”…</source>
        <translation>“{0}” 여는 중…</translation>
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
        <source>Saving “{0}”…</source>
        <translation>“{0}” 저장 중…</translation>
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
        <source>Writing “{0}”…</source>
        <translation>“{0}” 쓰는 중…</translation>
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
        <source>“{0}” was made by another program.</source>
        <translation>“{0}”은(는) 다른 프로그램에서 만든 파일입니다.</translation>
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
        <source>Reading the drawing…</source>
        <translation>그림을 읽는 중…</translation>
    </message>
    <message>
        <source>The picture could not be taken.</source>
        <translation>이미지를 가져올 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>FileJobs</name>
    <message>
        <source>One moment: a file is being written…</source>
        <translation>잠시만요, 파일을 쓰고 있습니다…</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>확인</translation>
    </message>
</context>
<context>
    <name>GalleryActions</name>
    <message>
        <source>Drawing {0}</source>
        <translation>그림 {0}</translation>
    </message>
    <message>
        <source>Keeping the artwork…</source>
        <translation>완성 그림을 담고 있습니다…</translation>
    </message>
    <message>
        <source>The artwork could not be kept.</source>
        <translation>완성 그림을 담지 못했습니다.</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>갤러리</translation>
    </message>
    <message>
        <source>The style “{0}” is not installed any more.</source>
        <translation>“{0}” 스타일이 더 이상 설치되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>The drawing is painted in the style that is chosen now.</source>
        <translation>지금 고른 스타일로 그립니다.</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>확인</translation>
    </message>
    <message>
        <source>Kept in the gallery</source>
        <translation>갤러리에 담았습니다</translation>
    </message>
    <message>
        <source>Kept in the gallery, and for training</source>
        <translation>갤러리와 학습 폴더에 담았습니다</translation>
    </message>
</context>
<context>
    <name>GalleryModel</name>
    <message>
        <source>starred</source>
        <translation>별표</translation>
    </message>
</context>
<context>
    <name>GalleryWindow</name>
    <message>
        <source>Gallery</source>
        <translation>갤러리</translation>
    </message>
    <message>
        <source>Search by name, style or day</source>
        <translation>이름, 스타일, 날짜로 검색</translation>
    </message>
    <message>
        <source>Only those with a star</source>
        <translation>별표한 것만</translation>
    </message>
    <message>
        <source>Kept artworks</source>
        <translation>담아 둔 완성 그림</translation>
    </message>
    <message>
        <source>Open drawing</source>
        <translation>그림 열기</translation>
    </message>
    <message>
        <source>Opens the drawing again, with the look its artwork had</source>
        <translation>완성 그림의 모습 그대로 그림을 다시 엽니다</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>별표</translation>
    </message>
    <message>
        <source>Use for training</source>
        <translation>학습에 쓰기</translation>
    </message>
    <message>
        <source>Lays the drawing and its artwork aside to teach a style from</source>
        <translation>스타일을 가르칠 자료로 그림과 완성 그림을 모아 둡니다</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>이름 바꾸기…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Undo delete</source>
        <translation>삭제 취소</translation>
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
        <source>Rename</source>
        <translation>이름 바꾸기</translation>
    </message>
    <message>
        <source>Name of the artwork</source>
        <translation>완성 그림 이름</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{1}개 중 {0}개</translation>
    </message>
    <message>
        <source>{0} damaged, left out</source>
        <translation>손상된 항목 {0}개 제외</translation>
    </message>
    <message>
        <source>Nothing is kept yet.
Ctrl+K keeps the artwork you see, with its drawing.</source>
        <translation>아직 담아 둔 것이 없습니다.
Ctrl+K를 누르면 보이는 완성 그림이 그림과 함께 담깁니다.</translation>
    </message>
    <message>
        <source>Nothing here is like that.</source>
        <translation>찾는 것이 없습니다.</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>확인</translation>
    </message>
</context>
<context>
    <name>GridCell</name>
    <message>
        <source>On the artwork of {0}</source>
        <translation>{0} 그림 위에</translation>
    </message>
    <message>
        <source>Style {0}</source>
        <translation>{0} 스타일</translation>
    </message>
    <message>
        <source>Painting failed</source>
        <translation>그리지 못했습니다</translation>
    </message>
</context>
<context>
    <name>GridPane</name>
    <message>
        <source>Styles on your drawing</source>
        <translation>내 그림에 입힌 스타일</translation>
    </message>
    <message>
        <source>Click the style you like</source>
        <translation>마음에 드는 스타일을 누르세요</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>이전 쪽</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>다음 쪽</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
</context>
<context>
    <name>GuideCard</name>
    <message>
        <source>Finish</source>
        <translation>마침</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Leave the guide</source>
        <translation>안내 나가기</translation>
    </message>
    <message>
        <source>Drawing guide</source>
        <translation>그리기 안내</translation>
    </message>
</context>
<context>
    <name>HeatmapMode</name>
    <message>
        <source>The circle is what was painted; the bright places are what decided it.</source>
        <translation>동그라미는 그려진 곳, 밝은 곳은 그렇게 그리게 한 곳입니다.</translation>
    </message>
    <message>
        <source>Looking where the style looked…</source>
        <translation>스타일이 살펴본 곳을 찾는 중…</translation>
    </message>
    <message>
        <source>Hardly looked</source>
        <translation>거의 안 봄</translation>
    </message>
    <message>
        <source>Looked most</source>
        <translation>가장 많이 봄</translation>
    </message>
</context>
<context>
    <name>HeatmapTracer</name>
    <message>
        <source>Draw something first: there is no artwork to look at.</source>
        <translation>먼저 무엇이든 그려 주세요. 아직 완성 그림이 없습니다.</translation>
    </message>
</context>
<context>
    <name>HexField</name>
    <message>
        <source>Colour code</source>
        <translation>색 코드</translation>
    </message>
    <message>
        <source>The colour as a hex code, such as #3f70d8</source>
        <translation>#3f70d8 같은 16진수 색 코드</translation>
    </message>
</context>
<context>
    <name>ImportLicence</name>
    <message>
        <source>For example CC-BY-4.0</source>
        <translation>예: CC-BY-4.0</translation>
    </message>
    <message>
        <source>A web address, or who gave it to you</source>
        <translation>웹 주소 또는 준 사람</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>출처</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>만든 사람</translation>
    </message>
</context>
<context>
    <name>ImportNotes</name>
    <message>
        <source>Hidden layers were left out: {0}.</source>
        <translation>숨긴 레이어는 빼고 열었습니다: {0}.</translation>
    </message>
    <message>
        <source>Blend modes are not kept, the paint lies flat here: {0}.</source>
        <translation>합성 모드는 유지되지 않아 그대로 겹쳐 놓았습니다: {0}.</translation>
    </message>
    <message>
        <source>No layer is named “ink” or “line art”: the picture was split into lines and colours.</source>
        <translation>“ink”나 “line art”라는 레이어가 없어 그림을 선과 색으로 나누었습니다.</translation>
    </message>
    <message>
        <source>These layers were put together: {0}.</source>
        <translation>다음 레이어를 합쳤습니다: {0}.</translation>
    </message>
    <message>
        <source>This is a finished coloured picture: lines and colours were told apart.</source>
        <translation>이미 색칠이 끝난 그림입니다. 선과 색을 나누었습니다.</translation>
    </message>
    <message>
        <source>This is a photo: its edges became the ink, over the photo to trace.</source>
        <translation>사진입니다. 윤곽이 잉크가 되었고 사진은 따라 그릴 수 있게 밑에 두었습니다.</translation>
    </message>
    <message>
        <source>This looks like a page of text, not like a drawing.</source>
        <translation>그림이 아니라 글이 적힌 종이 같습니다.</translation>
    </message>
    <message>
        <source>No drawing was found on this sheet.</source>
        <translation>이 종이에서 그림을 찾지 못했습니다.</translation>
    </message>
</context>
<context>
    <name>ImportOverrides</name>
    <message>
        <source>Details</source>
        <translation>세부 사항</translation>
    </message>
    <message>
        <source>What is found by itself, and can be said otherwise</source>
        <translation>저절로 찾지만 직접 정할 수도 있는 것</translation>
    </message>
    <message>
        <source>Found by itself</source>
        <translation>자동으로 찾기</translation>
    </message>
    <message>
        <source>From A to B (genA2B)</source>
        <translation>A에서 B로 (genA2B)</translation>
    </message>
    <message>
        <source>From B to A (genB2A)</source>
        <translation>B에서 A로 (genB2A)</translation>
    </message>
    <message>
        <source>MUNIT and U-GAT-IT keep two generators in a file: which one to import</source>
        <translation>MUNIT과 U-GAT-IT 파일에는 생성기가 두 개 있습니다. 어느 것을 가져올지 정합니다.</translation>
    </message>
    <message>
        <source>Of the numbers that the network reads and paints, above all an ONNX file&apos;s</source>
        <translation>신경망이 읽고 그리는 수의 범위. 주로 ONNX 파일에 쓰입니다.</translation>
    </message>
    <message>
        <source>Instance norm</source>
        <translation>인스턴스 정규화</translation>
    </message>
    <message>
        <source>None (--norm none)</source>
        <translation>없음(--norm none)</translation>
    </message>
    <message>
        <source>How pix2pix and CycleGAN were trained: instance norm and none have the same weights</source>
        <translation>pix2pix와 CycleGAN을 학습한 방식: 인스턴스 정규화와 없음은 가중치가 같습니다</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>계열</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>방향</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>값의 범위</translation>
    </message>
    <message>
        <source>Norm</source>
        <translation>정규화</translation>
    </message>
</context>
<context>
    <name>ImportPictureDialog</name>
    <message>
        <source>Import picture</source>
        <translation>이미지 가져오기</translation>
    </message>
    <message>
        <source>{0} × {1} pixels</source>
        <translation>{0} × {1} 픽셀</translation>
    </message>
    <message>
        <source>What shall this picture be?</source>
        <translation>이 이미지를 어떻게 쓸까요?</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>A picture to trace</source>
        <translation>따라 그릴 이미지</translation>
    </message>
    <message>
        <source>Lies faintly under your drawing.</source>
        <translation>그림 아래에 흐리게 깔립니다.</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>선</translation>
    </message>
    <message>
        <source>Its lines go into the ink, ready to be painted.</source>
        <translation>이미지의 선을 잉크에 넣어 바로 그릴 수 있게 합니다.</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>색</translation>
    </message>
    <message>
        <source>Goes into the colours of this drawing.</source>
        <translation>이 그림의 채색에 들어갑니다.</translation>
    </message>
    <message>
        <source>A new drawing</source>
        <translation>새 그림</translation>
    </message>
    <message>
        <source>Opens by itself: lines and colours are told apart.</source>
        <translation>따로 열립니다. 선과 색을 나누어 놓습니다.</translation>
    </message>
</context>
<context>
    <name>ImportStyleDialog</name>
    <message>
        <source>Import a style</source>
        <translation>스타일 가져오기</translation>
    </message>
    <message>
        <source>Looking at {0}…</source>
        <translation>{0} 살펴보는 중…</translation>
    </message>
    <message>
        <source>My lines alone</source>
        <translation>내 선만</translation>
    </message>
    <message>
        <source>My drawing with its colours</source>
        <translation>색까지 칠한 내 그림</translation>
    </message>
    <message>
        <source>A photo, else my drawing</source>
        <translation>사진, 없으면 내 그림</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>가져오기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>{0} is a checkpoint of the family {1}.</source>
        <translation>{0}: {1} 계열의 체크포인트입니다.</translation>
    </message>
    <message>
        <source>Downloading {0}…</source>
        <translation>{0} 내려받는 중…</translation>
    </message>
    <message>
        <source>Reading the checkpoint…</source>
        <translation>체크포인트를 읽는 중…</translation>
    </message>
    <message>
        <source>Converting the network…</source>
        <translation>신경망을 변환하는 중…</translation>
    </message>
    <message>
        <source>Comparing both forms of the network…</source>
        <translation>변환 전후의 신경망을 비교하는 중…</translation>
    </message>
    <message>
        <source>Trying the network…</source>
        <translation>신경망을 시험하는 중…</translation>
    </message>
    <message>
        <source>{0} cannot be imported.</source>
        <translation>{0} 파일은 가져올 수 없습니다.</translation>
    </message>
    <message>
        <source>The style is being imported.</source>
        <translation>스타일을 가져오는 중입니다.</translation>
    </message>
    <message>
        <source>The checkpoint is being looked at.</source>
        <translation>체크포인트를 살펴보는 중입니다.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Still needed: {0}.</source>
        <translation>더 필요한 것: {0}.</translation>
    </message>
    <message>
        <source>It paints from</source>
        <translation>바탕 그림</translation>
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
    <name>LandmarkBox</name>
    <message>
        <source>Landmarks from a file…</source>
        <translation>파일에서 특징점 불러오기…</translation>
    </message>
    <message>
        <source>Where eyes, nose and mouth are in your drawing: a .json or .npy file</source>
        <translation>그림에서 눈, 코, 입이 있는 곳: .json 또는 .npy 파일</translation>
    </message>
    <message>
        <source>Take the landmarks away</source>
        <translation>특징점 없애기</translation>
    </message>
    <message>
        <source>Landmarks of {0}</source>
        <translation>{0}의 특징점</translation>
    </message>
    <message>
        <source>Landmarks ({0})</source>
        <translation>특징점 ({0})</translation>
    </message>
</context>
<context>
    <name>LayerPanel</name>
    <message>
        <source>Layers</source>
        <translation>레이어</translation>
    </message>
    <message>
        <source>Show all layers</source>
        <translation>레이어 모두 보기</translation>
    </message>
    <message>
        <source>Fold the layers</source>
        <translation>레이어 접기</translation>
    </message>
</context>
<context>
    <name>LayerRow</name>
    <message>
        <source>What is painted here stays in the artwork just as you drew it.</source>
        <translation>여기에 칠한 곳은 완성 그림에서도 그린 그대로 남습니다.</translation>
    </message>
    <message>
        <source>The lines of your picture.</source>
        <translation>그림의 선입니다.</translation>
    </message>
    <message>
        <source>The colours of your picture.</source>
        <translation>그림의 색입니다.</translation>
    </message>
    <message>
        <source>A picture to trace. It is not part of the artwork.</source>
        <translation>따라 그릴 이미지입니다. 완성 그림에는 들어가지 않습니다.</translation>
    </message>
    <message>
        <source>Show or hide</source>
        <translation>보이기/숨기기</translation>
    </message>
    <message>
        <source>Show {0}</source>
        <translation>{0} 보이기</translation>
    </message>
    <message>
        <source>Lock: nothing can be drawn here</source>
        <translation>잠금: 여기에는 그릴 수 없습니다</translation>
    </message>
    <message>
        <source>Lock {0}</source>
        <translation>{0} 잠그기</translation>
    </message>
    <message>
        <source>How strongly it shows while you draw</source>
        <translation>그리는 동안 얼마나 진하게 보일지 정합니다</translation>
    </message>
    <message>
        <source>Opacity of {0}</source>
        <translation>{0} 불투명도</translation>
    </message>
    <message>
        <source>{0} layer, drawn on now</source>
        <translation>{0} 레이어, 지금 그리는 중</translation>
    </message>
    <message>
        <source>{0} layer: press to draw on it</source>
        <translation>{0} 레이어: 누르면 여기에 그립니다</translation>
    </message>
</context>
<context>
    <name>Layers</name>
    <message>
        <source>Mask</source>
        <translation>마스크</translation>
    </message>
    <message>
        <source>Ink</source>
        <translation>잉크</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>채색</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>밑그림</translation>
    </message>
    <message>
        <source>The layer “{0}” is hidden. Open its eye to draw on it.</source>
        <translation>“{0}” 레이어가 숨겨져 있습니다. 그리려면 눈을 켜세요.</translation>
    </message>
    <message>
        <source>The layer “{0}” is locked. Open its lock to draw on it.</source>
        <translation>“{0}” 레이어가 잠겨 있습니다. 그리려면 잠금을 푸세요.</translation>
    </message>
</context>
<context>
    <name>LearningView</name>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Distance from your pictures</source>
        <translation>내 작품과의 거리</translation>
    </message>
    <message>
        <source>the style it began with</source>
        <translation>처음 스타일</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>처음</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>지금</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>내 작품</translation>
    </message>
    <message>
        <source>Drawings it never saw: before, now, and yours</source>
        <translation>배울 때 보지 않은 그림: 처음, 지금, 내 작품</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>그만하고 간직</translation>
    </message>
    <message>
        <source>Ends after this step, with what was learnt so far</source>
        <translation>이번 단계까지 배운 것으로 끝냅니다</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>“{0}” was interrupted</source>
        <translation>“{0}” 학습이 중단됐습니다</translation>
    </message>
    <message>
        <source>Learning “{0}”</source>
        <translation>“{0}” 배우는 중</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>이어 가기</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>잠시 멈춤</translation>
    </message>
    <message>
        <source>What it had learnt is kept. It can go on from there.</source>
        <translation>배운 것은 남아 있습니다. 거기서부터 이어 갈 수 있습니다.</translation>
    </message>
    <message>
        <source>Ending, measuring and writing the style: half a minute or so…</source>
        <translation>끝내고, 재고, 스타일을 쓰는 중입니다. 30초쯤 걸립니다…</translation>
    </message>
    <message>
        <source>Paused at step {0} of {1}.</source>
        <translation>{1}단계 중 {0}단계에서 멈췄습니다.</translation>
    </message>
    <message>
        <source>Getting ready: painting the drawings as the first style does…</source>
        <translation>준비 중: 처음 스타일로 그림을 칠하고 있습니다…</translation>
    </message>
    <message>
        <source>Measuring and writing the style: half a minute or so…</source>
        <translation>재고, 스타일을 쓰는 중입니다. 30초쯤 걸립니다…</translation>
    </message>
    <message>
        <source>Step {0} of {1}, {2} pictures a second; about {3} to go.</source>
        <translation>{1}단계 중 {0}단계, 초당 그림 {2}장, 약 {3} 남음.</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0}초</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0}분</translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation>{0}시간</translation>
    </message>
</context>
<context>
    <name>LivePreview</name>
    <message>
        <source>Another drawing was taken in hand.</source>
        <translation>다른 그림으로 바뀌었습니다.</translation>
    </message>
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
    <name>LookBox</name>
    <message>
        <source>Background</source>
        <translation>배경</translation>
    </message>
    <message>
        <source>The look&apos;s own choice</source>
        <translation>룩에 맞게</translation>
    </message>
    <message>
        <source>Its paper</source>
        <translation>룩의 종이</translation>
    </message>
    <message>
        <source>White</source>
        <translation>흰색</translation>
    </message>
    <message>
        <source>Sky and ground</source>
        <translation>하늘과 땅</translation>
    </message>
    <message>
        <source>Transparent</source>
        <translation>투명</translation>
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
    <name>MakeInkDialog</name>
    <message>
        <source>Make ink from picture</source>
        <translation>이미지에서 선 따기</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>세밀도</translation>
    </message>
    <message>
        <source>How many faint edges become lines</source>
        <translation>흐린 가장자리를 얼마나 선으로 만들지 정합니다</translation>
    </message>
    <message>
        <source>Line width</source>
        <translation>선 굵기</translation>
    </message>
    <message>
        <source>{0} px</source>
        <translation>{0} px</translation>
    </message>
    <message>
        <source>Make ink</source>
        <translation>선 따기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
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
        <source>Ai&amp;ds</source>
        <translation>보조 기능(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Layers</source>
        <translation>레이어(&amp;L)</translation>
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
    <name>ModeSwitch</name>
    <message>
        <source>How strongly the artwork covers the drawing</source>
        <translation>완성 그림이 그림을 덮는 정도</translation>
    </message>
</context>
<context>
    <name>NameLine</name>
    <message>
        <source>What the drawing shows. Click to correct it.</source>
        <translation>그림이 나타내는 것입니다. 눌러서 바로잡을 수 있습니다.</translation>
    </message>
    <message>
        <source>What the drawing shows</source>
        <translation>그림이 나타내는 것</translation>
    </message>
    <message>
        <source>{0} (your name for it)</source>
        <translation>{0} (직접 정한 이름)</translation>
    </message>
    <message>
        <source>What is it?</source>
        <translation>무엇일까요?</translation>
    </message>
</context>
<context>
    <name>NameList</name>
    <message>
        <source>What is it? Type a name</source>
        <translation>무엇인가요? 이름을 입력하세요</translation>
    </message>
    <message>
        <source>Search the names</source>
        <translation>이름 검색</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>As the program sees it</source>
        <translation>프로그램이 보는 대로</translation>
    </message>
    <message>
        <source>No such name</source>
        <translation>그런 이름은 없습니다</translation>
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
        <source>Formats</source>
        <translation>규격</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>높이</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>세로형</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>가로형</translation>
    </message>
    <message>
        <source>From {0} to {1} pixels a side.</source>
        <translation>한 변 {0}~{1} 픽셀.</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>만들기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>PaletteBox</name>
    <message>
        <source>Palette</source>
        <translation>팔레트</translation>
    </message>
    <message>
        <source>Palette: each style remembers its own</source>
        <translation>팔레트: 스타일마다 따로 기억합니다</translation>
    </message>
    <message>
        <source>Add the colour in hand to the palette</source>
        <translation>지금 쓰는 색을 팔레트에 더하기</translation>
    </message>
    <message>
        <source>More about palettes</source>
        <translation>팔레트 메뉴</translation>
    </message>
    <message>
        <source>New palette…</source>
        <translation>새 팔레트…</translation>
    </message>
    <message>
        <source>Copy palette</source>
        <translation>팔레트 복제</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>이름 바꾸기…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>없애기…</translation>
    </message>
    <message>
        <source>Import GIMP palette…</source>
        <translation>GIMP 팔레트 가져오기…</translation>
    </message>
    <message>
        <source>Export GIMP palette…</source>
        <translation>GIMP 팔레트 내보내기…</translation>
    </message>
    <message>
        <source>Empty so far: pick a colour and press +.</source>
        <translation>아직 비어 있습니다. 색을 고르고 +를 누르세요.</translation>
    </message>
    <message>
        <source>Basic colours</source>
        <translation>기본 색</translation>
    </message>
    <message>
        <source>Colours of the style</source>
        <translation>스타일의 색</translation>
    </message>
    <message>
        <source>My colours</source>
        <translation>내 색</translation>
    </message>
    <message>
        <source>New palette</source>
        <translation>새 팔레트</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>{0} (copy)</source>
        <translation>{0} (복사본)</translation>
    </message>
    <message>
        <source>Rename palette</source>
        <translation>팔레트 이름 바꾸기</translation>
    </message>
    <message>
        <source>Remove palette</source>
        <translation>팔레트 없애기</translation>
    </message>
    <message>
        <source>Remove the palette “{0}”?</source>
        <translation>“{0}” 팔레트를 없앨까요?</translation>
    </message>
    <message>
        <source>It cannot be brought back.</source>
        <translation>되살릴 수 없습니다.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>없애기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>GIMP palettes ({0})</source>
        <translation>GIMP 팔레트 ({0})</translation>
    </message>
    <message>
        <source>Import palette</source>
        <translation>팔레트 가져오기</translation>
    </message>
    <message>
        <source>Export palette</source>
        <translation>팔레트 내보내기</translation>
    </message>
</context>
<context>
    <name>PaletteChip</name>
    <message>
        <source>Palette {0}</source>
        <translation>{0} 팔레트</translation>
    </message>
</context>
<context>
    <name>PaletteLibrary</name>
    <message>
        <source>There are too many palettes: remove one first.</source>
        <translation>팔레트가 너무 많습니다. 먼저 하나를 없애 주세요.</translation>
    </message>
    <message>
        <source>My colours</source>
        <translation>내 색</translation>
    </message>
    <message>
        <source>The palette could not be removed: {0}</source>
        <translation>팔레트를 없애지 못했습니다: {0}</translation>
    </message>
    <message>
        <source>The palette is full.</source>
        <translation>팔레트가 가득 찼습니다.</translation>
    </message>
    <message>
        <source>The palette could not be saved: {0}</source>
        <translation>팔레트를 저장하지 못했습니다: {0}</translation>
    </message>
</context>
<context>
    <name>PalettePopup</name>
    <message>
        <source>Your palettes</source>
        <translation>내 팔레트</translation>
    </message>
    <message>
        <source>Palettes of the style</source>
        <translation>스타일의 팔레트</translation>
    </message>
    <message>
        <source>This style brings no palettes along.</source>
        <translation>이 스타일에는 팔레트가 없습니다.</translation>
    </message>
</context>
<context>
    <name>PenDialog</name>
    <message>
        <source>Pen and tablet</source>
        <translation>펜과 태블릿</translation>
    </message>
    <message>
        <source>How hard you press, and how hard it draws</source>
        <translation>누르는 힘과 그려지는 세기</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>써 보기</translation>
    </message>
    <message>
        <source>Soft</source>
        <translation>부드럽게</translation>
    </message>
    <message>
        <source>Even</source>
        <translation>고르게</translation>
    </message>
    <message>
        <source>Firm</source>
        <translation>단단하게</translation>
    </message>
    <message>
        <source>A light touch draws strongly</source>
        <translation>살짝 눌러도 진하게 그려집니다</translation>
    </message>
    <message>
        <source>Draws as hard as you press</source>
        <translation>누르는 만큼 그려집니다</translation>
    </message>
    <message>
        <source>Draws strongly only when pressed hard</source>
        <translation>세게 눌러야 진하게 그려집니다</translation>
    </message>
    <message>
        <source>Never fainter than</source>
        <translation>최소 세기</translation>
    </message>
    <message>
        <source>The lightest touch draws at least so strongly</source>
        <translation>아주 살짝 눌러도 이만큼은 그려집니다</translation>
    </message>
    <message>
        <source>Pressure changes the width</source>
        <translation>필압에 따라 굵기 바꾸기</translation>
    </message>
    <message>
        <source>Pressure changes the strength</source>
        <translation>필압에 따라 진하기 바꾸기</translation>
    </message>
    <message>
        <source>Pen</source>
        <translation>펜</translation>
    </message>
    <message>
        <source>Pressure</source>
        <translation>필압</translation>
    </message>
    <message>
        <source>Tilt</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>신호</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Pen tip</source>
        <translation>펜촉</translation>
    </message>
    <message>
        <source>Eraser end</source>
        <translation>지우개 쪽</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>마우스</translation>
    </message>
    <message>
        <source>{0} per second</source>
        <translation>초당 {0}번</translation>
    </message>
</context>
<context>
    <name>PenPad</name>
    <message>
        <source>Pad to try the pen on</source>
        <translation>펜을 써 보는 곳</translation>
    </message>
    <message>
        <source>Draw here, lightly and firmly</source>
        <translation>약하게, 세게 그려 보세요</translation>
    </message>
    <message>
        <source>Pressure</source>
        <translation>필압</translation>
    </message>
</context>
<context>
    <name>PictureActions</name>
    <message>
        <source>Pictures ({0})</source>
        <translation>이미지 ({0})</translation>
    </message>
    <message>
        <source>Import picture</source>
        <translation>이미지 가져오기</translation>
    </message>
    <message>
        <source>The clipboard holds no picture.</source>
        <translation>클립보드에 이미지가 없습니다.</translation>
    </message>
    <message>
        <source>The picture could not be taken.</source>
        <translation>이미지를 가져오지 못했습니다.</translation>
    </message>
    <message>
        <source>Opening “{0}”…</source>
        <translation>“{0}” 여는 중…</translation>
    </message>
    <message>
        <source>“{0}” could not be opened.</source>
        <translation>“{0}” 파일을 열지 못했습니다.</translation>
    </message>
    <message>
        <source>The picture lies under your drawing: trace it, move it, or make ink from it.</source>
        <translation>이미지를 그림 아래에 깔았습니다. 따라 그리거나 옮기거나 잉크로 바꿔 보세요.</translation>
    </message>
    <message>
        <source>The picture’s lines are in the ink.</source>
        <translation>이미지의 선을 잉크에 넣었습니다.</translation>
    </message>
    <message>
        <source>The picture is in the colours.</source>
        <translation>이미지를 채색에 넣었습니다.</translation>
    </message>
    <message>
        <source>There is no edge in this picture to draw.</source>
        <translation>이 이미지에는 선으로 딸 가장자리가 없습니다.</translation>
    </message>
    <message>
        <source>Drawing copied</source>
        <translation>그림을 복사했습니다</translation>
    </message>
</context>
<context>
    <name>PressureEditor</name>
    <message>
        <source>Pressure curve</source>
        <translation>필압 곡선</translation>
    </message>
    <message>
        <source>Drag the points. Press the line for a new one, double-click one to take it away.</source>
        <translation>점을 끌어 옮기세요. 선을 누르면 점이 생기고, 점을 두 번 누르면 없어집니다.</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>찾는 위치(&amp;L):</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>파일 형식(&amp;T):</translation>
    </message>
</context>
<context>
    <name>ReadingDialog</name>
    <message>
        <source>Read drawing</source>
        <translation>그림 읽기</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>선</translation>
    </message>
    <message>
        <source>How many faint lines are taken</source>
        <translation>흐린 선을 얼마나 쓸지</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>이미지 전체</translation>
    </message>
    <message>
        <source>Use lines</source>
        <translation>선 쓰기</translation>
    </message>
    <message>
        <source>Keep as a photo to trace</source>
        <translation>따라 그릴 사진으로 두기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Make ink</source>
        <translation>잉크 만들기</translation>
    </message>
    <message>
        <source>Lines were found. Press Enter to use them, Esc to leave it.</source>
        <translation>선을 찾았습니다. 쓰려면 Enter, 그만두려면 Esc를 누르세요.</translation>
    </message>
    <message>
        <source>Lines and colours were found. Press Enter to use them, Esc to leave it.</source>
        <translation>선과 색을 찾았습니다. 쓰려면 Enter, 그만두려면 Esc를 누르세요.</translation>
    </message>
    <message>
        <source>This is a finished coloured picture. Styles that paint over colour suit it too.</source>
        <translation>이미 색칠이 끝난 그림입니다. 색 위에 그리는 스타일도 잘 어울립니다.</translation>
    </message>
    <message>
        <source>This is a photo, not a drawing. Make ink draws its edges; styles for photos paint it as it is.</source>
        <translation>그림이 아니라 사진입니다. 잉크 만들기는 윤곽을 선으로 그리고, 사진용 스타일은 사진 그대로 그립니다.</translation>
    </message>
    <message>
        <source>This looks like a page of text, not like a drawing.</source>
        <translation>그림이 아니라 글이 적힌 종이 같습니다.</translation>
    </message>
    <message>
        <source>No drawing was found on this sheet.</source>
        <translation>이 종이에서 그림을 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>Ruled lines were left out.</source>
        <translation>줄 공책의 줄은 뺐습니다.</translation>
    </message>
    <message>
        <source>The frame was left out.</source>
        <translation>테두리는 뺐습니다.</translation>
    </message>
    <message>
        <source>Printed dots were taken as shading.</source>
        <translation>인쇄된 점은 음영으로 보았습니다.</translation>
    </message>
    <message>
        <source>Hatching was taken as shading.</source>
        <translation>빗금은 음영으로 보았습니다.</translation>
    </message>
    <message>
        <source>Faint lines were strengthened.</source>
        <translation>흐린 선을 진하게 했습니다.</translation>
    </message>
    <message>
        <source>Light and dark were exchanged.</source>
        <translation>밝고 어두움을 뒤집었습니다.</translation>
    </message>
    <message>
        <source>Picture: drag the corners to the sheet&apos;s</source>
        <translation>이미지: 종이 모서리로 점을 끌어 놓으세요</translation>
    </message>
</context>
<context>
    <name>Recovery</name>
    <message>
        <source>Saved before as: {0}</source>
        <translation>전에 저장한 이름: {0}</translation>
    </message>
    <message>
        <source>No unsaved drawing was found.</source>
        <translation>저장하지 않은 그림이 없습니다.</translation>
    </message>
    <message>
        <source>Drawings are kept here when the program ends without closing them.</source>
        <translation>프로그램이 그림을 닫지 못하고 끝나면 그 그림이 여기에 남습니다.</translation>
    </message>
    <message>
        <source>Unsaved drawing found</source>
        <translation>저장하지 않은 그림이 있습니다</translation>
    </message>
    <message>
        <source>Sketchart ended without saving. Bring the drawing back?</source>
        <translation>Sketchart가 저장하지 않은 채 종료되었습니다. 그림을 되살릴까요?</translation>
    </message>
    <message>
        <source>Sketchart ended without saving. Bring your {0} drawings back?</source>
        <translation>Sketchart가 저장하지 않은 채 종료되었습니다. 그림 {0}개를 되살릴까요?</translation>
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
    <message>
        <source>What the last session left could not be read.</source>
        <translation>지난번에 남은 그림을 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>Bringing the drawing back…</source>
        <translation>그림을 되살리고 있습니다…</translation>
    </message>
    <message>
        <source>The drawing could not be brought back.</source>
        <translation>그림을 되살리지 못했습니다.</translation>
    </message>
</context>
<context>
    <name>ReportView</name>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Begin to learn</source>
        <translation>배우기 시작</translation>
    </message>
    <message>
        <source>The pairs that are kept: drawing and finished picture</source>
        <translation>남긴 쌍: 그림과 완성된 작품</translation>
    </message>
    <message>
        <source>What fell out, by reason</source>
        <translation>빠진 것과 그 까닭</translation>
    </message>
    <message>
        <source>Looking at the drawings…</source>
        <translation>그림을 살펴보는 중…</translation>
    </message>
    <message>
        <source>What there is to learn from</source>
        <translation>배울 수 있는 것</translation>
    </message>
    <message>
        <source>{0} drawings with their finished pictures; {1} of them are set apart, to measure on.</source>
        <translation>완성된 작품이 있는 그림 {0}장. 그중 {1}장은 재기 위해 따로 떼어 둡니다.</translation>
    </message>
    <message>
        <source>There is nothing to learn from here: no drawing has a finished picture.</source>
        <translation>여기에는 배울 것이 없습니다. 완성된 작품이 있는 그림이 없습니다.</translation>
    </message>
    <message>
        <source>That is few. With 20 and more drawings, what is learnt carries over to others more surely.</source>
        <translation>적은 편입니다. 20장이 넘으면 배운 것이 다른 그림에도 더 잘 통합니다.</translation>
    </message>
    <message>
        <source>Trying ten steps, to see how fast this computer learns…</source>
        <translation>이 컴퓨터가 얼마나 빨리 배우는지 열 단계를 해 보는 중…</translation>
    </message>
    <message>
        <source>On this computer that is about {0} steps of learning, {1} pictures a second.</source>
        <translation>이 컴퓨터에서는 약 {0}단계, 초당 그림 {1}장을 배웁니다.</translation>
    </message>
    <message>
        <source>Damaged, or nothing that can be read</source>
        <translation>손상됐거나 읽을 수 없음</translation>
    </message>
    <message>
        <source>Without a partner</source>
        <translation>짝이 없음</translation>
    </message>
    <message>
        <source>Drawings that nobody coloured</source>
        <translation>아무도 칠하지 않은 그림</translation>
    </message>
    <message>
        <source>Values that are no numbers</source>
        <translation>숫자가 아닌 값</translation>
    </message>
    <message>
        <source>Too small</source>
        <translation>너무 작음</translation>
    </message>
    <message>
        <source>Drawing and picture of different shapes</source>
        <translation>그림과 작품의 모양이 다름</translation>
    </message>
    <message>
        <source>Nothing on it</source>
        <translation>아무것도 없음</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>잡음</translation>
    </message>
    <message>
        <source>More line than paper</source>
        <translation>종이보다 선이 많음</translation>
    </message>
    <message>
        <source>Pages of writing</source>
        <translation>글이 적힌 쪽</translation>
    </message>
    <message>
        <source>Photos of nothing in particular</source>
        <translation>뚜렷한 대상이 없는 사진</translation>
    </message>
    <message>
        <source>Copies of others</source>
        <translation>다른 것의 사본</translation>
    </message>
</context>
<context>
    <name>Samples</name>
    <message>
        <source>Cat</source>
        <translation>고양이</translation>
    </message>
    <message>
        <source>Cup</source>
        <translation>컵</translation>
    </message>
    <message>
        <source>Dinosaur</source>
        <translation>공룡</translation>
    </message>
    <message>
        <source>Fish</source>
        <translation>물고기</translation>
    </message>
    <message>
        <source>Flower</source>
        <translation>꽃</translation>
    </message>
    <message>
        <source>House</source>
        <translation>집</translation>
    </message>
    <message>
        <source>Mushroom</source>
        <translation>버섯</translation>
    </message>
    <message>
        <source>Rocket</source>
        <translation>로켓</translation>
    </message>
    <message>
        <source>Boat, photographed</source>
        <translation>배 (사진)</translation>
    </message>
    <message>
        <source>Snail, photographed</source>
        <translation>달팽이 (사진)</translation>
    </message>
    <message>
        <source>Apple, scribbled</source>
        <translation>사과 (낙서)</translation>
    </message>
    <message>
        <source>Elephant, scribbled</source>
        <translation>코끼리 (낙서)</translation>
    </message>
</context>
<context>
    <name>SaveName</name>
    <message>
        <source>Replace the file?</source>
        <translation>파일을 바꿀까요?</translation>
    </message>
    <message>
        <source>“{0}” exists already.</source>
        <translation>“{0}” 파일이 이미 있습니다.</translation>
    </message>
    <message>
        <source>Replacing it cannot be taken back.</source>
        <translation>바꾸면 되돌릴 수 없습니다.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>바꾸기</translation>
    </message>
    <message>
        <source>Another name…</source>
        <translation>다른 이름으로…</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Another program changed the file meanwhile.</source>
        <translation>그동안 다른 프로그램이 파일을 바꾸었습니다.</translation>
    </message>
    <message>
        <source>There are no lines here that could be tidied.</source>
        <translation>정리할 선이 없습니다.</translation>
    </message>
</context>
<context>
    <name>SetUpView</name>
    <message>
        <source>Pick drawings that are finished as you like them, yours or pictures of others, and the program learns to paint that way. It takes only time that you leave: paint on meanwhile. All of it happens on this computer.</source>
        <translation>마음에 들게 완성된 그림을 고르세요. 내 그림도, 다른 사람의 그림도 좋습니다. 프로그램이 그렇게 칠하는 법을 배웁니다. 남는 시간만 쓰니 그동안 계속 그리세요. 모든 일은 이 컴퓨터 안에서 일어납니다.</translation>
    </message>
    <message>
        <source>What to learn from</source>
        <translation>배울 그림</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>폴더 추가…</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>파일 추가…</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>목록에서 빼기</translation>
    </message>
    <message>
        <source>Begin with</source>
        <translation>시작할 스타일</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>얼마 동안</translation>
    </message>
    <message>
        <source>Name of the style</source>
        <translation>스타일 이름</translation>
    </message>
    <message>
        <source>What others may do with the pictures</source>
        <translation>그림을 남들이 어떻게 써도 되는지</translation>
    </message>
    <message>
        <source>for example: CC BY 4.0, or: for me alone</source>
        <translation>예: CC BY 4.0, 또는 나만 쓰기</translation>
    </message>
    <message>
        <source> min</source>
        <translation>분</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>분</translation>
    </message>
    <message>
        <source>My style</source>
        <translation>내 스타일</translation>
    </message>
    <message>
        <source>A quick look</source>
        <translation>잠깐 보기</translation>
    </message>
    <message>
        <source>A coffee</source>
        <translation>커피 한 잔</translation>
    </message>
    <message>
        <source>Overnight</source>
        <translation>밤새</translation>
    </message>
    <message>
        <source>As long as I say</source>
        <translation>직접 정하기</translation>
    </message>
    <message>
        <source>Look at the drawings</source>
        <translation>그림 살펴보기</translation>
    </message>
    <message>
        <source>Marked for teaching in the gallery ({0})</source>
        <translation>갤러리에서 학습용으로 표시한 작품 ({0})</translation>
    </message>
    <message>
        <source>Everything in the gallery ({0})</source>
        <translation>갤러리의 모든 작품 ({0})</translation>
    </message>
    <message>
        <source>Open drawings that I coloured myself ({0})</source>
        <translation>열려 있는 그림 중 직접 칠한 것 ({0})</translation>
    </message>
    <message>
        <source>There is no style yet that could be taught further.</source>
        <translation>더 가르칠 수 있는 스타일이 아직 없습니다.</translation>
    </message>
    <message>
        <source>Choose at least one place with drawings.</source>
        <translation>그림이 있는 곳을 하나 이상 고르세요.</translation>
    </message>
    <message>
        <source>The style needs a name.</source>
        <translation>스타일 이름이 필요합니다.</translation>
    </message>
    <message>
        <source>A folder to learn from</source>
        <translation>배울 그림이 있는 폴더</translation>
    </message>
    <message>
        <source>Drawings and pictures</source>
        <translation>그림과 사진</translation>
    </message>
    <message>
        <source>Pictures to learn from</source>
        <translation>배울 그림</translation>
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
        <source>Show the welcome page at the start</source>
        <translation>시작할 때 시작 화면 보기</translation>
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
        <source>Stabiliser</source>
        <translation>선 안정화</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>샘플</translation>
    </message>
    <message>
        <source>The line follows the pen as on a string: more samples, a longer string. 0 is off.</source>
        <translation>선이 끈에 매달린 듯 펜을 따라옵니다. 값이 클수록 끈이 길어지고, 0이면 끕니다.</translation>
    </message>
    <message>
        <source>Snap to a shape when the pen rests</source>
        <translation>펜을 멈추면 반듯한 도형으로</translation>
    </message>
    <message>
        <source>Hold still at the end of a stroke; undo brings back what you drew.</source>
        <translation>선 끝에서 잠시 멈추세요. 실행 취소를 하면 그린 선으로 돌아갑니다.</translation>
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
        <source>Of the brushes that have it so.</source>
        <translation>이 기능이 있는 붓에만 적용됩니다.</translation>
    </message>
    <message>
        <source>Pen pressure changes the strength</source>
        <translation>필압에 따라 진하기 바꾸기</translation>
    </message>
    <message>
        <source>Of the brushes that have it so, such as the pencil.</source>
        <translation>연필처럼 이 기능이 있는 붓에만 적용됩니다.</translation>
    </message>
    <message>
        <source>Pressure curve</source>
        <translation>필압 곡선</translation>
    </message>
    <message>
        <source>To draw your own: Aids, Pen and tablet.</source>
        <translation>직접 만들려면: 보조 기능 → 펜과 태블릿</translation>
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
        <source>Precision</source>
        <translation>정밀도</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>Exact (32 bits)</source>
        <translation>정확하게 (32비트)</translation>
    </message>
    <message>
        <source>Fast (16 bits)</source>
        <translation>빠르게 (16비트)</translation>
    </message>
    <message>
        <source>Fast is much quicker on newer processors, and looks the same.</source>
        <translation>새 프로세서에서는 ‘빠르게’가 훨씬 빠르고, 결과는 똑같아 보입니다.</translation>
    </message>
    <message>
        <source>Processor threads for painting</source>
        <translation>그리기에 쓸 프로세서 스레드</translation>
    </message>
    <message>
        <source>0: as many as fit. Fewer leave room for other programs.</source>
        <translation>0: 알맞게 자동으로. 적게 쓰면 다른 프로그램이 여유롭습니다.</translation>
    </message>
    <message>
        <source>Use every artwork that I keep for training</source>
        <translation>담아 두는 완성 그림을 모두 학습에 쓰기</translation>
    </message>
    <message>
        <source>Artwork and drawing also go into the training folder, from which a style can be taught. The gallery can take them out again.</source>
        <translation>완성 그림과 그림을 학습 폴더에도 담아 스타일을 가르칠 수 있게 합니다. 갤러리에서 다시 뺄 수 있습니다.</translation>
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
    <message>
        <source>Say what a drawing shows</source>
        <translation>그림이 무엇인지 알려 주기</translation>
    </message>
    <message>
        <source>A line under the drawing, while you draw. All of it happens on this computer.</source>
        <translation>그리는 동안 그림 아래에 한 줄로 보여 줍니다. 모든 처리는 이 컴퓨터에서 이루어집니다.</translation>
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
        <source>Teach</source>
        <translation>가르치기</translation>
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
        <source>Pick a colour from the drawing</source>
        <translation>그림에서 색 추출</translation>
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
    <message>
        <source>Mouse wheel, Ctrl + Space + drag</source>
        <translation>마우스 휠, Ctrl + Space + 끌기</translation>
    </message>
    <message>
        <source>Turn the view</source>
        <translation>화면 돌리기</translation>
    </message>
    <message>
        <source>Shift + Space + drag</source>
        <translation>Shift + Space + 끌기</translation>
    </message>
    <message>
        <source>Ctrl + click, Alt + click</source>
        <translation>Ctrl + 클릭, Alt + 클릭</translation>
    </message>
    <message>
        <source>Make the brush larger or smaller</source>
        <translation>붓 크기 바꾸기</translation>
    </message>
    <message>
        <source>Shift + drag</source>
        <translation>Shift + 끌기</translation>
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
        <source>Wide screen</source>
        <translation>와이드 화면</translation>
    </message>
    <message>
        <source>A4 at 150 dpi</source>
        <translation>A4 (150 dpi)</translation>
    </message>
    <message>
        <source>Square, small</source>
        <translation>작은 정사각형</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>일반 그림</translation>
    </message>
    <message>
        <source>A4 at 300 dpi</source>
        <translation>A4 (300 dpi)</translation>
    </message>
    <message>
        <source>Webtoon panel</source>
        <translation>웹툰 한 컷</translation>
    </message>
    <message>
        <source>Webtoon strip</source>
        <translation>웹툰 원고</translation>
    </message>
    <message>
        <source>Webtoon strip, long</source>
        <translation>긴 웹툰 원고</translation>
    </message>
</context>
<context>
    <name>SizeSlider</name>
    <message>
        <source>{0} px</source>
        <translation>{0} px</translation>
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
    <name>SteadyMenu</name>
    <message>
        <source>Hand as it is</source>
        <translation>보정 없음</translation>
    </message>
    <message>
        <source>Lightly steadied</source>
        <translation>약하게 보정</translation>
    </message>
    <message>
        <source>Very steady</source>
        <translation>강하게 보정</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>선 다듬기</translation>
    </message>
    <message>
        <source>Wobbles shorter than this are taken out of your lines</source>
        <translation>이보다 짧은 떨림을 선에서 지웁니다</translation>
    </message>
    <message>
        <source>{0} px</source>
        <translation>{0} px</translation>
    </message>
    <message>
        <source>Stabiliser</source>
        <translation>선 안정화</translation>
    </message>
    <message>
        <source>The line follows the pen as on a string</source>
        <translation>선이 끈에 매달린 듯 펜을 따라옵니다</translation>
    </message>
    <message>
        <source>{0} samples</source>
        <translation>{0}점</translation>
    </message>
</context>
<context>
    <name>StyleActions</name>
    <message>
        <source>Styles and checkpoints ({0})</source>
        <translation>스타일 및 체크포인트 ({0})</translation>
    </message>
    <message>
        <source>Import a style</source>
        <translation>스타일 가져오기</translation>
    </message>
    <message>
        <source>Import a folder of weights (.npy)</source>
        <translation>가중치 폴더(.npy) 가져오기</translation>
    </message>
    <message>
        <source>Where is the checkpoint? An address that begins with https://</source>
        <translation>체크포인트는 어디에 있나요? https://로 시작하는 주소를 적어 주세요.</translation>
    </message>
    <message>
        <source>A style is fetched from an address such as https://example.org/style.pth.</source>
        <translation>스타일은 https://example.org/style.pth 같은 주소에서 내려받습니다.</translation>
    </message>
    <message>
        <source>Download “{0}” from {1}?</source>
        <translation>{1}에서 “{0}” 파일을 내려받을까요?</translation>
    </message>
    <message>
        <source>The style is ready: choose it in the panel.</source>
        <translation>스타일이 준비되었습니다. 패널에서 골라 보세요.</translation>
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
    <name>StyleCodeBox</name>
    <message>
        <source>Previous variant</source>
        <translation>이전 변형</translation>
    </message>
    <message>
        <source>Next variant</source>
        <translation>다음 변형</translation>
    </message>
    <message>
        <source>Any variant</source>
        <translation>아무 변형이나</translation>
    </message>
    <message>
        <source>Style {0}</source>
        <translation>{0} 스타일</translation>
    </message>
    <message>
        <source>One of the numbers that make the style</source>
        <translation>스타일을 만드는 숫자 가운데 하나입니다</translation>
    </message>
    <message>
        <source>Variant {0}</source>
        <translation>변형 {0}</translation>
    </message>
    <message>
        <source>Like a picture…</source>
        <translation>이미지처럼…</translation>
    </message>
    <message>
        <source>Colours like a picture…</source>
        <translation>이미지의 색 따라 하기…</translation>
    </message>
    <message>
        <source>Choose a picture, or drop one here</source>
        <translation>이미지를 고르거나 여기에 끌어 놓으세요</translation>
    </message>
    <message>
        <source>In the style of {0}</source>
        <translation>{0} 스타일로</translation>
    </message>
    <message>
        <source>Pictures ({0})</source>
        <translation>이미지 ({0})</translation>
    </message>
    <message>
        <source>Like this picture</source>
        <translation>이 이미지처럼</translation>
    </message>
</context>
<context>
    <name>StylePanel</name>
    <message>
        <source>Style</source>
        <translation>스타일</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>룩</translation>
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
        <source>Choose a palette</source>
        <translation>팔레트 고르기</translation>
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
        <source>Light and shadow</source>
        <translation>빛과 그림자</translation>
    </message>
    <message>
        <source>How strongly light falls on what you drew</source>
        <translation>그린 것에 빛을 얼마나 강하게 비출지 정합니다</translation>
    </message>
    <message>
        <source>Fill open shapes</source>
        <translation>열린 모양 채우기</translation>
    </message>
    <message>
        <source>How far outlines that are not closed are filled</source>
        <translation>닫히지 않은 윤곽선을 얼마나 채울지</translation>
    </message>
    <message>
        <source>Colour of the artwork</source>
        <translation>완성 그림의 색</translation>
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
<context>
    <name>SymmetryMenu</name>
    <message>
        <source>Turns</source>
        <translation>회전 수</translation>
    </message>
    <message>
        <source>How often a turned symmetry repeats what you draw</source>
        <translation>회전 대칭에서 그린 것을 몇 번 되풀이할지 정합니다</translation>
    </message>
    <message>
        <source>{0} times</source>
        <translation>{0}번</translation>
    </message>
</context>
<context>
    <name>TakenQuestion</name>
    <message>
        <source>Replace it</source>
        <translation>바꾸기</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>둘 다 두기</translation>
    </message>
    <message>
        <source>Import a style</source>
        <translation>스타일 가져오기</translation>
    </message>
</context>
<context>
    <name>TeachPage</name>
    <message>
        <source>Throw away what was learnt? Your drawings stay as they are.</source>
        <translation>배운 것을 버릴까요? 그림은 그대로 남습니다.</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>ThenBox</name>
    <message>
        <source>Style that paints on the artwork</source>
        <translation>완성 그림 위에 그리는 스타일</translation>
    </message>
    <message>
        <source>A second style that paints on the artwork of the first</source>
        <translation>첫 스타일의 완성 그림 위에 두 번째 스타일이 그립니다</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>세기</translation>
    </message>
    <message>
        <source>How much the second style paints over the first</source>
        <translation>두 번째 스타일을 첫 번째 위에 얼마나 진하게 그릴지 정합니다</translation>
    </message>
    <message>
        <source>Then: nothing more</source>
        <translation>그다음: 없음</translation>
    </message>
    <message>
        <source>Then: {0}</source>
        <translation>그다음: {0}</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Open {0}</source>
        <translation>{0} 열기</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>환영합니다</translation>
    </message>
    <message>
        <source>Draw, and watch it become art. All of it stays on this computer.</source>
        <translation>그리면 눈앞에서 작품이 됩니다. 모든 것은 이 컴퓨터 안에만 남습니다.</translation>
    </message>
    <message>
        <source>Draw a cat in 6 strokes</source>
        <translation>선 6개로 고양이 그리기</translation>
    </message>
    <message>
        <source>Start here: it takes a minute.</source>
        <translation>여기서 시작하세요. 1분이면 됩니다.</translation>
    </message>
    <message>
        <source>New drawing</source>
        <translation>새 그림</translation>
    </message>
    <message>
        <source>Blank paper, any size</source>
        <translation>원하는 크기의 빈 종이</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>열기…</translation>
    </message>
    <message>
        <source>A drawing or a picture</source>
        <translation>그림이나 이미지</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>되살리기</translation>
    </message>
    <message>
        <source>A drawing that was not saved</source>
        <translation>저장하지 않은 그림</translation>
    </message>
    <message>
        <source>Or play with one of these</source>
        <translation>이 그림으로 놀아 볼 수도 있어요</translation>
    </message>
    <message>
        <source>Go on with</source>
        <translation>이어서 그리기</translation>
    </message>
    <message>
        <source>Show this page at the start</source>
        <translation>시작할 때 이 화면 보기</translation>
    </message>
    <message>
        <source>Just draw</source>
        <translation>바로 그리기</translation>
    </message>
    <message>
        <source>Close this page (Esc)</source>
        <translation>이 화면 닫기 (Esc)</translation>
    </message>
    <message>
        <source>Play with the drawing: {0}</source>
        <translation>이 그림으로 놀기: {0}</translation>
    </message>
</context>
<context>
    <name>_MissingPackages</name>
    <message>
        <source>This build of Sketchart paints only. To teach it, install Sketchart with pip:</source>
        <translation>이 스케치아트는 칠하기만 할 수 있습니다. 가르치려면 pip으로 설치하세요:</translation>
    </message>
    <message>
        <source>Teaching needs more packages ({0}). Install them, then open this page again:</source>
        <translation>가르치려면 패키지가 더 필요합니다 ({0}). 설치한 뒤 이 쪽을 다시 여세요:</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
</context>
<context>
    <name>_SheetView</name>
    <message>
        <source>Corners of the sheet</source>
        <translation>종이의 모서리</translation>
    </message>
</context>
</TS>
